package io.maskexport.worker.commands;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.RequestId;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.status.ExportState;
import io.maskexport.worker.status.ExportStatus;
import io.maskexport.worker.status.ExportStatusReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how an export stands, from its records and its manifest. */
@Command(name = "status", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Says how an export stands: how far it has come, or how it ended.",
    "Reads records and manifest with the S3_... and WORK_... settings in the environment; needs no broker and no running worker. "
            + "Records are deleted some time after the end (JANITOR_GRACE); the manifest stays, and is found with FILE or --bucket."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:completed", "1:failed or cancelled",
                "2:invalid usage, the object store is not usable, or another version wrote the records",
                "3:in progress", "4:unknown: there is neither a record nor a manifest",
                "10:with --strict: completed with warnings"})
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_COMPLETED = 1;
    private static final int IN_PROGRESS = 3;
    private static final int UNKNOWN = 4;

    @Parameters(paramLabel = "REQUEST_ID|FILE", description = "The request's id, or its file; write ./name for a file without a dot in its name.")
    private String target = "";

    @Mixin
    private DestinationOptions request = new DestinationOptions();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (RequestId.isValid(target)) {
            return tell(target, request.destination());
        }
        return switch (CommandReader.read(RecordEnvelope.bare(RequestFile.read(target)))) {
            case CommandResult.ValidCommand(ExportRequested export, _, _) ->
                tell(export.requestId(), Optional.of(export.destination()));
            case CommandResult.ValidCommand(CancelRequested cancel, _, _) ->
                tell(cancel.requestId(), Optional.of(cancel.destination()));
            case CommandResult.RefusedCommand(var rejection, _) -> output.unusable(EventText.rejected(rejection));
            case CommandResult.UnreadableRecord(_, var detail) -> output.unusable(detail);
        };
    }

    private int tell(String requestId, Optional<BucketLocation> destination) throws IOException {
        var settings = WorkerSettings.recordsFrom(output.variables());
        ExportStatus status;
        try (var store = CommandStore.open(settings.s3())) {
            status = new ExportStatusReader(store, new ObjectRef(settings.bucket(), settings.folder()))
                    .of(requestId, destination);
        }
        output.result(StatusText.of(status), status);
        if (status.state() == ExportState.UNKNOWN && destination.isEmpty()) {
            output.note("its records may have been deleted after its end: name its --bucket and --prefix, or its FILE");
        }
        return switch (status.state()) {
            case COMPLETED, PLANNED -> strict.status(Objects.requireNonNullElse(status.warnings(), 0L));
            case FAILED, CANCELLED -> NOT_COMPLETED;
            case OTHER_VERSION -> CommandErrors.UNUSABLE;
            case TAKEN, RUNNING -> IN_PROGRESS;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
