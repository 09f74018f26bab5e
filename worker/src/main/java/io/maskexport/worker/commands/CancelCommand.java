package io.maskexport.worker.commands;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCommand;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A client of the service: ends an export. */
@Command(name = "cancel", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Cancels an export and waits for its last event.",
    "Reads broker and topics from the KAFKA_... settings in the environment."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:cancelled", "1:the cancellation was rejected", "2:invalid usage, or the broker is not usable",
        "3:no last event within --timeout", "4:the export had ended otherwise: completed or failed",
        "5:the export had been cancelled before",
        "6:no worker had planned such an export; a request with this id will not be carried out"})
public final class CancelCommand implements Callable<Integer> {
    private static final int REJECTED = 1;
    private static final int TIMEOUT = 3;
    private static final int ENDED_OTHERWISE = 4;
    private static final int CANCELLED_BEFORE = 5;
    private static final int NOT_PLANNED = 6;

    @Parameters(paramLabel = "FILE|REQUEST_ID", description = "The request's file; - reads standard input. With --bucket, the request's id.")
    private String target = "";

    @Mixin
    private DestinationOptions request = new DestinationOptions();

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "1m", converter = DurationText.class, description = "How long to wait: 30s, 5m, 24h. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var destination = request.destination();
        return checked(RecordEnvelope.bare(destination.isPresent()
                ? JsonRecords.write(new CancelRequested(target, destination.get()))
                : content()));
    }

    private byte[] content() throws IOException {
        try {
            return RequestFile.read(target);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; to cancel by REQUEST_ID, name its --bucket and --prefix", e);
        }
    }

    private int checked(RecordEnvelope message) throws IOException, InterruptedException {
        return switch (CommandReader.read(message)) {
            case CommandResult.ValidCommand(var command, _, _) -> send(cancellation(command));
            case CommandResult.RefusedCommand(var rejection, _) -> output.unusable(EventText.rejected(rejection));
            case CommandResult.UnreadableRecord(_, var detail) -> output.unusable(detail);
        };
    }

    private static CancelRequested cancellation(ExportCommand command) {
        return switch (command) {
            case ExportRequested request -> new CancelRequested(request.requestId(), request.destination());
            case CancelRequested cancellation -> cancellation;
        };
    }

    private int send(CancelRequested cancellation) throws IOException, InterruptedException {
        var kafka = WorkerSettings.kafkaFrom(output.variables());
        var topic = kafka.topics().control();
        var sent = new CommandExchange.ExchangeListener() {
            @Override
            public void sent() {
                output.note("sent the cancellation of %s to topic %s at %s".formatted(cancellation.requestId(), topic,
                        kafka.bootstrapServers()));
            }
        };
        return told(cancellation.requestId(), new CommandExchange(output).about(kafka, cancellation, topic,
                JsonRecords.write(cancellation), new WaitLimits(timeout, timeout), sent));
    }

    OutputOptions output() {
        return output;
    }

    int told(String requestId, CommandExchange.ExchangeResult result) {
        if (result.event().isEmpty()) {
            output.problem("timed out waiting for " + requestId
                    + "; the cancellation stays in its topic: a worker that starts will take it");
            return TIMEOUT;
        }
        var last = result.event().get();
        output.result(heading(requestId, last, result.effect()) + EventText.of(last), last);
        return status(last, result.effect());
    }

    private static int status(ExportEvent last, Optional<CancellationEffect> effect) {
        return switch (last) {
            case ExportRejected _ -> REJECTED;
            case ExportCancelled _ -> effect.map(why -> switch (why) {
                case ALREADY_ENDED -> CANCELLED_BEFORE;
                case NOT_PLANNED -> NOT_PLANNED;
            }).orElse(0);
            default -> ENDED_OTHERWISE;
        };
    }

    private static String heading(String requestId, ExportEvent last, Optional<CancellationEffect> effect) {
        return switch (status(last, effect)) {
            case ENDED_OTHERWISE -> effect.isPresent()
                    ? requestId + " had already ended, and was not cancelled:\n"
                    : requestId + " ended before the cancellation took effect:\n";
            case CANCELLED_BEFORE -> requestId + " had already been cancelled:\n";
            case NOT_PLANNED -> "cancelled in advance: no worker had planned an export " + requestId
                    + "; it was never requested, or its request is still waiting and will not be carried out\n";
            default -> "";
        };
    }
}
