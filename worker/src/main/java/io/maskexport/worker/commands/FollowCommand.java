package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import io.maskexport.worker.client.RequestEvents;
import io.maskexport.worker.follow.DifferenceException;
import io.maskexport.worker.follow.FollowedExport;
import io.maskexport.worker.follow.PartFeed;
import io.maskexport.worker.follow.UnpackDirectory;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportDifference;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Unpacks an export while it goes on. */
@Command(name = "follow", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Unpacks an export while it goes on: takes each part when it is completed, checks its size and SHA-256, unpacks it, "
            + "and ends with the check of the manifest.",
    "Call it again after an interruption: it continues with the parts that are missing. Reads events with the KAFKA_... and "
            + "parts with the S3_... settings in the environment. Needs room for the files and for one part."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:completed, and all of it is in the directory; or planned by a dry run",
                "1:failed, cancelled or rejected; nothing of the export is left in the directory",
                "2:invalid usage, or broker, object store or directory is not usable",
                "3:no last event within --timeout; the export continues",
                "4:no event of this request within --worker-timeout",
                "5:parts or manifest are not what they should be; standard output has a line for each difference",
                "10:with --strict: as 0, but completed with warnings, or planned with items without masks"})
public final class FollowCommand implements Callable<Integer> {
    private static final int NOT_COMPLETED = 1;
    private static final int TIMEOUT = 3;
    private static final int NOTHING = 4;
    private static final int DIFFERENT = 5;

    @Parameters(paramLabel = "REQUEST_ID|FILE", description = "The request's id, or its file; write ./name for a file without a dot in its name.")
    private String target = "";

    @Option(names = "--unpack", required = true, paramLabel = "DIR", description = "Directory for the files; created if missing. It must be empty, or have what was unpacked of this export before.")
    private Path directory = Path.of("");

    @Mixin
    private DestinationOptions request = new DestinationOptions();

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "3650d", converter = DurationText.class, description = "How long to wait for the last event: 30s, 5m, 24h. Default: as long as it takes.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--worker-timeout", paramLabel = "TIME", defaultValue = "10m", converter = DurationText.class, description = "How long to wait for the first event, by which a worker says that it has taken the request. Default: ${DEFAULT-VALUE}.")
    private Duration workerTimeout = Duration.ZERO;

    @Option(names = "--since", paramLabel = "TIME", converter = DurationText.class, description = "How far back to read events: 1h, 7d. Default: as far as the topic goes.")
    private @Nullable Duration since;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /**
     * The result as JSON.
     *
     * @param event the last one; absent if the manifest is not the one that it names
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FollowResult(boolean matches, String directory, int parts, long files, long bytes,
            List<VerifyCommand.PrintedDifference> differences, @Nullable ExportEvent event) {}

    @Override
    public Integer call() throws IOException {
        var named = FollowTarget.of(target, request.destination());
        try (var store = CommandStore.open(WorkerSettings.storeFrom(output.variables()));
                var unpacked = UnpackDirectory.open(directory, named.requestId())) {
            if (named.destination().isPresent()) {
                unpacked.remember(PlannedExport.destination(named.destination().get(), named.requestId()),
                        named.requestId());
            }
            var export = new FollowedExport(named.requestId(), store, unpacked);
            var manifest = export.manifest();
            return manifest.isPresent()
                    ? end(named, export, manifest.get(), pointer(unpacked, manifest.get()))
                    : follow(named, export);
        }
    }

    private static ObjectPointer pointer(UnpackDirectory unpacked, byte[] manifest) throws IOException {
        var ref = unpacked.destination().orElseThrow().resolve(ExportFileNames.MANIFEST);
        return new ObjectPointer(ref.bucket(), ref.key(), DigestUtils.sha256Hex(manifest));
    }

    private int follow(FollowTarget named, FollowedExport export) throws IOException {
        CommandLog.beside();
        try (var events = RequestEvents.open(WorkerSettings.kafkaFrom(output.variables()), named.requestId(),
                Optional.ofNullable(since))) {
            var feed = new PartFeed(events.history(), events, export, new ToldParts());
            var result = new CommandExchange(output).follow(feed, new WaitLimits(workerTimeout, timeout),
                    CommandExchange.ExchangeListener.NONE);
            return result.event().isPresent()
                    ? end(named, export, result.event().get())
                    : late(named.requestId(), result.begun());
        }
    }

    private int late(String requestId, boolean begun) {
        if (begun || timeout.compareTo(workerTimeout) < 0) {
            output.problem(
                    "timed out waiting for " + requestId + "; the export continues, and so does this command if it "
                            + "is called again");
            return TIMEOUT;
        }
        output.problem("no event of " + requestId + " came; if it ended long ago, name its --bucket and --prefix, "
                + "or its FILE");
        return NOTHING;
    }

    private int end(FollowTarget named, FollowedExport export, ExportEvent last) throws IOException {
        return switch (last) {
            case ExportCompleted completed -> {
                try {
                    yield end(named, export, export.manifest(completed.manifest()), completed.manifest());
                } catch (DifferenceException e) {
                    yield tell(List.of(e.difference()), new FollowedExport.UnpackOutcome(0, 0, 0, List.of()), null);
                }
            }
            case ExportPlanned planned -> nothing(export, planned, strict.status(planned));
            default -> nothing(export, last, NOT_COMPLETED);
        };
    }

    /** @param pointer to the manifest */
    private int end(FollowTarget named, FollowedExport export, byte[] json, ObjectPointer pointer) throws IOException {
        var manifest = Manifest.read(json);
        var last = TerminalEvent.of(manifest, pointer);
        if (named.digest().isPresent() && !manifest.requestDigest().isEmpty()
                && !named.digest().get().equals(manifest.requestDigest())) {
            return tell(List.of(new ExportDifference(DifferenceCode.REQUEST_DIGEST, pointer.key(),
                    "another request with the id %s was exported".formatted(named.requestId()))),
                    new FollowedExport.UnpackOutcome(0, 0, 0, List.of()), last);
        }
        var content = manifest.content();
        if (content == null) {
            return nothing(export, last, last instanceof ExportFailed || last instanceof ExportCancelled
                    ? NOT_COMPLETED
                    : strict.status(last));
        }
        var outcome = export.finish(json, manifest, content, new ToldParts());
        return tell(outcome.differences(), outcome, last);
    }

    /** The export has no archive. */
    private int nothing(FollowedExport export, ExportEvent last, int status) throws IOException {
        export.takeBack();
        output.result(EventText.of(last), new FollowResult(false, directory.toString(), 0, 0, 0, List.of(), last));
        return status;
    }

    private int tell(List<ExportDifference> differences, FollowedExport.UnpackOutcome outcome,
            @Nullable ExportEvent last) {
        var text = new StringBuilder();
        differences.forEach(difference -> text.append(difference).append('\n'));
        text.append(differences.isEmpty()
                ? "unpacked into %s: %s, %s, %s; all as the manifest says".formatted(directory,
                        QuantityText.count(outcome.parts(), "part"), QuantityText.count(outcome.files(), "file"),
                        QuantityText.bytes(outcome.bytes()))
                : QuantityText.count(differences.size(), "difference"));
        output.result(text.toString(), new FollowResult(differences.isEmpty(), directory.toString(), outcome.parts(),
                outcome.files(), outcome.bytes(),
                differences.stream().map(VerifyCommand.PrintedDifference::of).toList(), last));
        return !differences.isEmpty() ? DIFFERENT : last == null ? 0 : strict.status(last);
    }

    /** Says on standard error what happens to the parts. */
    private final class ToldParts implements PartFeed.PartListener {
        @Override
        public void taken(ArchivePart part) {
            if (!output.hasBar()) {
                output.note(EventText.plain("unpacked " + part.fileName()));
            }
        }

        @Override
        public void left(ArchivePart part, String reason) {
            output.note(EventText.plain(part.fileName() + " is left until the export has ended: " + reason));
        }
    }
}
