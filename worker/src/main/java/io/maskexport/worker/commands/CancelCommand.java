package io.maskexport.worker.commands;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.worker.settings.UnusableEnvironmentException;
import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A client of the service: ends an export. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = {
    "Cancels an export and waits for its last event.",
    "Reads broker and topics from the KAFKA_... settings in the environment. An export that has already ended is not affected, and may "
            + "publish no further event."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:cancelled",
                "1:the export ended in another way, or the cancellation was rejected",
                "2:invalid usage, or the broker is not usable", "3:no last event within --timeout"})
public final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request whose export to cancel.")
    private String requestId = "";

    @Option(names = "--bucket", required = true, paramLabel = "BUCKET", description = "The request's destination.bucket.")
    private String bucket = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "The request's destination.prefix. Default: none.")
    private String prefix = "";

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "1m", converter = DurationText.class, description = "How long to wait: 30s, 5m, 24h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--json", description = "Print the last event as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var cancellation = new CancelRequested(requestId, new BucketLocation(bucket, prefix));
        var record = JsonRecords.write(cancellation);
        try {
            return switch (CommandReader.read(RecordEnvelope.bare(record))) {
                case CommandResult.ValidCommand _ -> send(cancellation, record);
                case CommandResult.RefusedCommand(var rejection, _) -> unusable(EventText.rejected(rejection));
                case CommandResult.UnreadableRecord(_, var detail) -> unusable(detail);
            };
        } catch (IOException | UnusableEnvironmentException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    private int send(CancelRequested cancellation, byte[] record) throws IOException, InterruptedException {
        var kafka = WorkerSettings.kafkaFrom(System.getenv());
        var line = spec.commandLine();
        return new CommandExchange(line.getOut(), line.getErr(), ProgressBar.hasTerminal(), json).about(kafka,
                cancellation,
                kafka.topics().control(), record, ExportCancelled.class, timeout);
    }

    private int unusable(String reason) {
        spec.commandLine().getErr().println(reason);
        return CommandExchange.UNUSABLE;
    }
}
