package io.maskexport.worker.commands;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportCommand;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.worker.client.EventFeed;
import io.maskexport.worker.client.ExportFollower;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import io.maskexport.worker.client.RequestEvents;
import io.maskexport.worker.events.RecordPublisher;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends a command and follows its export: progress on standard error, as a bar on a terminal and as lines elsewhere.
 *
 * @param bar whether progress is drawn as a bar
 */
record CommandExchange(OutputOptions output, boolean bar) {
    CommandExchange(OutputOptions output) {
        this(output, output.hasBar());
    }

    /** What a command shows of an export, besides its events. */
    interface ExchangeListener {
        ExchangeListener NONE = new ExchangeListener() {
        };

        /** The command was sent. */
        default void sent() {}

        /** No event has come for some time. */
        default void nothingYet(Duration time) {}
    }

    /**
     * The last event of an export.
     *
     * @param event empty if it did not come in time
     * @param begun whether any event came
     */
    record ExchangeResult(Optional<ExportEvent> event, Optional<CancellationEffect> effect,
            boolean begun) {}

    /**
     * Sends the command, once its events can no longer be missed, and follows them.
     *
     * @param record the command as it is sent
     */
    ExchangeResult about(WorkerSettings.KafkaSettings kafka, ExportCommand command, String topic, byte[] record,
            WaitLimits limits, ExchangeListener listener) throws IOException, InterruptedException {
        CommandLog.beside();
        try (var events = RequestEvents.open(kafka, command.requestId())) {
            events.require(topic, command instanceof CancelRequested ? "KAFKA_CONTROL_TOPIC" : "KAFKA_REQUEST_TOPIC");
            try (var publisher = RecordPublisher.open(kafka)) {
                publisher.send(new ProducerRecord<>(topic, command.requestId().getBytes(UTF_8), record));
            }
            listener.sent();
            return follow(events, limits, listener);
        }
    }

    ExchangeResult follow(EventFeed events, WaitLimits limits, ExchangeListener listener) throws IOException {
        var progress = new ProgressBar(output.err(), bar, "items");
        var follower = new ExportFollower(events, new ShownProgress(progress, listener));
        var last = follower.last(limits);
        progress.end();
        return new ExchangeResult(last, events.effect(), follower.hasBegun());
    }

    /** Shows what happens on the way. */
    private final class ShownProgress implements ExportFollower.ExportWatcher {
        private final ProgressBar progress;
        private final ExchangeListener listener;

        ShownProgress(ProgressBar progress, ExchangeListener listener) {
            this.progress = progress;
            this.listener = listener;
        }

        @Override
        public void came(ExportEvent event) {
            if (!event.endsRequest() && !bar) {
                output.note(EventText.of(event));
            }
        }

        @Override
        public void progressed(long done, long items) {
            progress.show(done, Math.max(done, items));
        }

        @Override
        public void nothingYet(Duration time) {
            listener.nothingYet(time);
        }
    }
}
