package io.maskexport.worker.commands;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A client of the service: sends a request, and follows its export. */
@Command(name = "request", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Sends a request, follows its events, and prints the last one.",
    "Reads broker and topics from the KAFKA_... settings in the environment. The export continues if you stop this command. "
            + "The same request sent again is answered with the same result."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:completed, or planned by a dry run", "1:failed, cancelled or rejected",
                "2:invalid request, or the broker is not usable",
                "3:no last event within --timeout; the export continues",
                "4:no worker took the request within --worker-timeout; it stays in its topic",
                "10:with --strict: completed with warnings, or planned with items without masks"})
public final class RequestCommand implements Callable<Integer> {
    private static final int NOT_COMPLETED = 1;
    private static final int TIMEOUT = 3;
    private static final int NO_WORKER = 4;

    @Parameters(paramLabel = "FILE", description = "The request in JSON (docs/messages.md); - reads standard input.")
    private String file = "";

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "3650d", converter = DurationText.class, description = "How long to wait for the last event: 30s, 5m, 24h. Default: as long as it takes.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--worker-timeout", paramLabel = "TIME", defaultValue = "10m", converter = DurationText.class, description = "How long to wait for the first event, by which a worker says that it has taken the request. Default: ${DEFAULT-VALUE}.")
    private Duration workerTimeout = Duration.ZERO;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Which topic of KAFKA_REQUEST_TOPIC to send to. Default: the first.")
    private String topic = "";

    @Option(names = "--strict", description = "Do not send a request with unknown fields; without this option, print a warning. Exit status 10 instead of 0 if the export has warnings.")
    private boolean strict;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var record = RequestFile.read(file);
        return switch (CommandReader.read(RecordEnvelope.bare(record))) {
            case CommandResult.ValidCommand(ExportRequested request, _, var ignored) ->
                send(request, ignored, record);
            case CommandResult.ValidCommand(CancelRequested _, _, _) ->
                output.unusable("this is a cancellation; use mask-export cancel");
            case CommandResult.RefusedCommand(var rejection, _) -> output.unusable(EventText.rejected(rejection));
            case CommandResult.UnreadableRecord(var reason, var detail) -> output.unusable(reason + ": " + detail);
        };
    }

    private int send(ExportRequested request, IgnoredFields ignored, byte[] record)
            throws IOException, InterruptedException {
        if (!ignored.isEmpty()) {
            output.problem((strict ? "not sent; unknown fields: " : "warning: unknown fields are ignored: ") + ignored);
            if (strict) {
                return CommandErrors.UNUSABLE;
            }
        }
        var kafka = WorkerSettings.kafkaFrom(output.variables());
        var topics = kafka.topics().allRequests();
        if (!topic.isEmpty() && !topics.contains(topic)) {
            return output.unusable("--topic is not one of KAFKA_REQUEST_TOPIC: " + String.join(", ", topics));
        }
        var chosen = topic.isEmpty() ? topics.getFirst() : topic;
        try (var progress = new RequestProgress(output, kafka, request, chosen)) {
            var result = new CommandExchange(output).about(kafka, request, chosen, record,
                    new WaitLimits(workerTimeout, timeout), progress);
            progress.ended();
            return told(request.requestId(), result);
        }
    }

    OutputOptions output() {
        return output;
    }

    int told(String requestId, CommandExchange.ExchangeResult result) {
        if (result.event().isPresent()) {
            var last = result.event().get();
            output.result(EventText.of(last), last);
            return last instanceof ExportCompleted || last instanceof ExportPlanned
                    ? StrictOption.status(strict, last)
                    : NOT_COMPLETED;
        }
        if (result.begun() || timeout.compareTo(workerTimeout) < 0) {
            output.problem("timed out waiting for " + requestId + "; the export continues");
            return TIMEOUT;
        }
        output.problem("no worker took " + requestId
                + " in time. The request stays in its topic: a worker that starts will take it.");
        return NO_WORKER;
    }
}
