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
    "Cancels an export, and waits until that is told.",
    "Broker and topics are those of the KAFKA_... settings in the environment. An export that has ended already stays as it is, and need "
            + "not be told of again."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:cancelled",
                "1:it ended otherwise, or the cancellation was rejected",
                "2:wrong usage, or the broker cannot be used", "3:nothing was told within --timeout"})
public final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST_ID", description = "The request whose export is to end.")
    private String requestId = "";

    @Option(names = "--bucket", required = true, paramLabel = "BUCKET", description = "The request's destination.bucket.")
    private String bucket = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "The request's destination.prefix. Default: none.")
    private String prefix = "";

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "1m", converter = DurationText.class, description = "How long to wait: 30s, 5m, 24h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--json", description = "Print the last event as its JSON.")
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
