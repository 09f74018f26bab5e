package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import io.maskexport.contracts.Manifest;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.settings.UnusableEnvironmentException;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportFolder;
import io.maskexport.worker.verify.ExportVerification;
import org.apache.commons.codec.digest.DigestUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a finished export. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = {
    "Checks an export against its manifest, on disk or in the bucket: sizes, SHA-256, "
            + "ETags, the files in every part, totals and class maps, and that the folder contains nothing else.",
    "Prints a line for each difference: a word, the subject, and the difference."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:the export matches its manifest", "1:there are differences", "2:invalid usage, or a file cannot be read"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "MANIFEST_OR_DIR", description = "A manifest.json or its folder. In a bucket: "
            + "s3://BUCKET/PREFIX/REQUEST_ID, with the worker's S3_... settings in the environment.")
    private String target = "";

    @Option(names = "--manifest-sha256", paramLabel = "HEX", defaultValue = "", description = "SHA-256 of the manifest, from the completed event.")
    private String sha256 = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var location = new ExportLocation(target);
        try {
            return location.with(folder -> check(folder, location.manifestName()));
        } catch (UnusableEnvironmentException | IOException e) {
            spec.commandLine().getErr().println("cannot verify " + target + ": " + e.getMessage());
            return UNREADABLE;
        }
    }

    private int check(ExportFolder folder, String manifestName) throws IOException {
        var out = spec.commandLine().getOut();
        var bytes = ExportLocation.read(folder, manifestName);
        if (!sha256.isEmpty() && !sha256.equalsIgnoreCase(DigestUtils.sha256Hex(bytes))) {
            out.println(new ExportDifference(DifferenceCode.MANIFEST_SHA256, manifestName,
                    "it is " + DigestUtils.sha256Hex(bytes)));
            return DIFFERENT;
        }
        var outcome = ExportVerification.of(folder, Manifest.read(bytes), manifestName, out::println);
        return tell(out, outcome);
    }

    private static int tell(PrintWriter out, ExportVerification.VerificationOutcome outcome) {
        if (outcome.differences() > 0) {
            out.println(QuantityText.count(outcome.differences(), "difference"));
            return DIFFERENT;
        }
        out.printf("the export matches its manifest: %s, %s, %s%n", QuantityText.count(outcome.parts(), "part"),
                QuantityText.count(outcome.items(), "item"), QuantityText.bytes(outcome.bytes()));
        return 0;
    }
}
