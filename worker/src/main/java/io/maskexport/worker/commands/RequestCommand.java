package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ContractVersion;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.worker.settings.UnusableEnvironmentException;
import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A client of the service: sends a request, and follows its export. */
@Command(name = "request", mixinStandardHelpOptions = true, description = {
    "Sends a request, follows its events, and prints the last one.",
    "Reads broker and topics from the KAFKA_... settings in the environment. The export continues if you stop this command."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:completed", "1:failed, cancelled or rejected", "2:invalid request, or the broker is not usable",
        "3:no last event within --timeout"})
public final class RequestCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The request in JSON (docs/messages.md); - reads standard input.")
    private String file = "";

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "7d", converter = DurationText.class, description = "How long to wait for the last event: 30s, 5m, 24h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Which topic of KAFKA_REQUEST_TOPIC to send to. Default: the first.")
    private String topic = "";

    @Option(names = "--json", description = "Print the last event as JSON.")
    private boolean json;

    @Option(names = "--strict", description = "Do not send a request with unknown fields. Without this option, print a warning.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            var record = content();
            return switch (CommandReader.read(RecordEnvelope.bare(record))) {
                case CommandResult.ValidCommand(ExportRequested request, _, var ignored) ->
                    send(request, ignored, record);
                case CommandResult.ValidCommand(CancelRequested _, _, _) ->
                    unusable("this is a cancellation; use mask-export cancel");
                case CommandResult.RefusedCommand(var rejection, _) -> unusable(EventText.rejected(rejection));
                case CommandResult.UnreadableRecord(var reason, var detail) -> unusable(reason + ": " + detail);
            };
        } catch (IOException | UnusableEnvironmentException e) {
            return unusable(String.valueOf(e.getMessage()));
        }
    }

    private int send(ExportRequested request, IgnoredFields ignored, byte[] record)
            throws IOException, InterruptedException {
        if (!ignored.isEmpty()) {
            spec.commandLine().getErr().println((strict
                    ? "not sent; unknown fields: "
                    : "warning: unknown fields are ignored: ") + ignored);
            if (strict) {
                return CommandExchange.UNUSABLE;
            }
        }
        var kafka = WorkerSettings.kafkaFrom(System.getenv());
        if (!topic.isEmpty() && !kafka.topics().allRequests().contains(topic)) {
            return unusable("--topic is not one of KAFKA_REQUEST_TOPIC: "
                    + String.join(", ", kafka.topics().allRequests()));
        }
        var line = spec.commandLine();
        return new CommandExchange(line.getOut(), line.getErr(), ProgressBar.hasTerminal(), json).about(kafka, request,
                topic.isEmpty() ? kafka.topics().requests() : topic, record, ExportCompleted.class, timeout);
    }

    /** One byte more than a message may have, so that a larger one is told. */
    private byte[] content() throws IOException {
        try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(ContractVersion.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e, e);
        }
    }

    private int unusable(String reason) {
        spec.commandLine().getErr().println(reason);
        return CommandExchange.UNUSABLE;
    }
}
