package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.status.ExportStatus;
import io.maskexport.worker.status.ExportStatusReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lists exports. */
@Command(name = "list", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Lists exports, a line each: those in progress and those that ended of late, from their records.",
    "With --bucket, lists the exports that ended in a folder, from their manifests. "
            + "Reads with the S3_... and WORK_... settings in the environment. With --json, prints an object on a line for each export."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:all are listed", "2:invalid usage, or the object store is not usable"})
public final class ListCommand implements Callable<Integer> {
    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The destination.bucket of requests.")
    private String bucket = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "The destination.prefix of requests. Default: none.")
    private String prefix = "";

    @Mixin
    private OutputOptions output = new OutputOptions();

    private int count;

    @Override
    public Integer call() throws IOException {
        var settings = WorkerSettings.recordsFrom(output.variables());
        try (var store = CommandStore.open(settings.s3())) {
            var reader = new ExportStatusReader(store, new ObjectRef(settings.bucket(), settings.folder()));
            if (bucket.isEmpty()) {
                reader.forEachRecorded(this::print);
            } else {
                reader.forEachEnded(new BucketLocation(bucket, prefix), this::print);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(ErrorText.of(e), e);
        }
        if (count == 0) {
            output.note("no exports");
        }
        return 0;
    }

    private void print(ExportStatus status) {
        count++;
        output.out().println(output.json() ? new String(JsonRecords.write(status), UTF_8) : StatusText.of(status));
        output.out().flush();
    }
}
