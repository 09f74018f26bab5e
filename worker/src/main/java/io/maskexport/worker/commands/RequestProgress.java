package io.maskexport.worker.commands;

import java.time.Duration;
import java.util.OptionalInt;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.client.WorkerGroup;
import io.maskexport.worker.settings.WorkerSettings;

/**
 * Says that a request was sent, when no worker takes it, and what goes on when the user stops waiting. Closing it ends the
 * wait.
 */
final class RequestProgress implements CommandExchange.ExchangeListener, AutoCloseable {
    /** A free worker takes a request within seconds. */
    private static final Duration SUSPICIOUS = Duration.ofSeconds(15);

    private final OutputOptions output;
    private final WorkerSettings.KafkaSettings kafka;
    private final ExportRequested request;
    private final String topic;
    private final Thread farewell = new Thread(this::sayWhatGoesOn, "farewell");
    private boolean suspected;
    private boolean sent;
    private volatile boolean over;

    RequestProgress(OutputOptions output, WorkerSettings.KafkaSettings kafka, ExportRequested request, String topic) {
        this.output = output;
        this.kafka = kafka;
        this.request = request;
        this.topic = topic;
    }

    @Override
    public void sent() {
        sent = true;
        Runtime.getRuntime().addShutdownHook(farewell);
        output.note("sent request %s to topic %s at %s; waiting for a worker".formatted(request.requestId(), topic,
                kafka.bootstrapServers()));
    }

    @Override
    public void nothingYet(Duration time) {
        if (!suspected && time.compareTo(SUSPICIOUS) >= 0) {
            suspected = true;
            output.note("no worker has taken %s for %d s: %s".formatted(request.requestId(), SUSPICIOUS.toSeconds(),
                    reason()));
        }
    }

    private String reason() {
        OptionalInt members;
        try {
            members = WorkerGroup.members(kafka);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            members = OptionalInt.empty();
        }
        if (members.isEmpty()) {
            return "is a worker running, with this broker, topic and KAFKA_GROUP=" + kafka.group() + "?";
        }
        return members.getAsInt() == 0
                ? "no worker is connected (KAFKA_GROUP=%s has no members); start one with mask-export work"
                        .formatted(kafka.group())
                : ("workers are connected (KAFKA_GROUP=%s has %d members); they are busy, or take other topics. "
                        + "http://WORKER:9400/readyz says whether one is ready").formatted(kafka.group(),
                                members.getAsInt());
    }

    /** The last event has come, or the time is over: there is nothing more to say. */
    void ended() {
        over = true;
    }

    private void sayWhatGoesOn() {
        if (!over) {
            output.note("""

                    %1$s goes on without this command.
                      follow it: mask-export request FILE, again
                      see it:    mask-export status %1$s
                      end it:    mask-export cancel %1$s %2$s""".formatted(request.requestId(),
                    DestinationOptions.of(request.destination())));
        }
    }

    @Override
    public void close() {
        over = true;
        if (sent) {
            try {
                Runtime.getRuntime().removeShutdownHook(farewell);
            } catch (IllegalStateException _) {
                // The process is ending.
            }
        }
    }
}
