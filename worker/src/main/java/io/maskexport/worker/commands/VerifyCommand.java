package io.maskexport.worker.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.maskexport.contracts.Manifest;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportFolder;
import io.maskexport.worker.verify.ExportVerification;
import org.apache.commons.codec.digest.DigestUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a finished export. */
@Command(name = "verify", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Checks an export against its manifest, on disk or in the bucket: sizes, SHA-256, "
            + "ETags, the files in every part, totals and class maps, and that the folder contains nothing else.",
    "Prints a line for each difference: a word, the subject, and the difference."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:the export matches its manifest", "1:there are differences", "2:invalid usage, or a file cannot be read",
        "10:with --strict: the export matches its manifest, which has warnings"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Parameters(paramLabel = "MANIFEST_OR_DIR", description = "A manifest.json or its folder. In a bucket: "
            + "s3://BUCKET/PREFIX/REQUEST_ID, with the worker's S3_... settings in the environment.")
    private String target = "";

    @Option(names = "--manifest-sha256", paramLabel = "HEX", defaultValue = "", description = "SHA-256 of the manifest, from the completed event.")
    private String sha256 = "";

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        var location = new ExportLocation(target);
        try {
            return location.with(output.variables(), folder -> check(folder, location.manifestName()));
        } catch (IOException e) {
            throw new IOException("cannot verify " + target + ": " + ErrorText.of(e), e);
        }
    }

    private int check(ExportFolder folder, String manifestName) throws IOException {
        var bytes = ExportLocation.read(folder, manifestName);
        if (!sha256.isEmpty() && !sha256.equalsIgnoreCase(DigestUtils.sha256Hex(bytes))) {
            var difference = new ExportDifference(DifferenceCode.MANIFEST_SHA256, manifestName,
                    "it is " + DigestUtils.sha256Hex(bytes));
            output.result(difference.toString(),
                    new VerifyResult(false, 0, 0, 0, 0, List.of(PrintedDifference.of(difference))));
            return DIFFERENT;
        }
        var differences = new ArrayList<PrintedDifference>();
        var manifest = Manifest.read(bytes);
        var outcome = ExportVerification.of(folder, manifest, manifestName, output.json()
                ? difference -> differences.add(PrintedDifference.of(difference))
                : output.out()::println);
        output.result(text(outcome), new VerifyResult(outcome.differences() == 0, outcome.parts(), outcome.items(),
                outcome.bytes(), warnings(manifest), differences));
        return outcome.differences() == 0 ? strict.status(warnings(manifest)) : DIFFERENT;
    }

    private static long warnings(Manifest manifest) {
        var content = manifest.content();
        return content == null ? 0 : content.warnings().total();
    }

    /**
     * The result as JSON.
     *
     * @param warnings how many the manifest counts
     */
    record VerifyResult(boolean matches, int parts, long items, long bytes, long warnings,
            List<PrintedDifference> differences) {}

    /** A difference as JSON. */
    record PrintedDifference(String code, String subject, String detail) {
        static PrintedDifference of(ExportDifference difference) {
            return new PrintedDifference(difference.code().word(), difference.subject(), difference.detail());
        }
    }

    private static String text(ExportVerification.VerificationOutcome outcome) {
        return outcome.differences() > 0
                ? QuantityText.count(outcome.differences(), "difference")
                : "the export matches its manifest: %s, %s, %s".formatted(QuantityText.count(outcome.parts(), "part"),
                        QuantityText.count(outcome.items(), "item"), QuantityText.bytes(outcome.bytes()));
    }
}
