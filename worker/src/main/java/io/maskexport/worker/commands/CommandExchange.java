package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

import io.maskexport.contracts.ExportCommand;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.client.EventFeed;
import io.maskexport.worker.client.ExportFollower;
import io.maskexport.worker.client.RequestEvents;
import io.maskexport.worker.events.RecordPublisher;
import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends a command and shows what comes of it: progress on standard error, as a bar on a terminal and as lines elsewhere, and
 * the last event on standard output.
 */
final class CommandExchange {
    static final int NOT_AS_ASKED = 1;
    static final int UNUSABLE = 2;
    static final int TIMEOUT = 3;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean json;

    /** @param json whether the last event is shown as its JSON */
    CommandExchange(PrintWriter out, PrintWriter err, boolean terminal, boolean json) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.json = json;
    }

    /**
     * Sends the command, once its events can no longer be missed, and follows them.
     *
     * @param record the command as it is sent
     * @param wanted the kind of event that is a success
     * @return exit status
     */
    int about(WorkerSettings.KafkaSettings kafka, ExportCommand command, String topic, byte[] record,
            Class<? extends ExportEvent> wanted,
            Duration timeout) throws IOException, InterruptedException {
        try (var events = RequestEvents.open(kafka, command.requestId()); var publisher = RecordPublisher.open(kafka)) {
            publisher.send(new ProducerRecord<>(topic, command.requestId().getBytes(UTF_8), record));
            return follow(events, command.requestId(), wanted, timeout);
        }
    }

    int follow(EventFeed events, String requestId, Class<? extends ExportEvent> wanted, Duration timeout)
            throws IOException {
        var bar = new ProgressBar(err, terminal, "items");
        var last = new ExportFollower(events, new ShownProgress(bar)).last(timeout);
        bar.end();
        if (last.isEmpty()) {
            err.println("timed out waiting for " + requestId + "; the export continues");
            return TIMEOUT;
        }
        out.println(json ? new String(JsonRecords.writePretty(last.get()), UTF_8).strip() : EventText.of(last.get()));
        return wanted.isInstance(last.get()) ? 0 : NOT_AS_ASKED;
    }

    /** Shows what happens on the way. */
    private final class ShownProgress implements ExportFollower.ExportWatcher {
        private final ProgressBar bar;

        ShownProgress(ProgressBar bar) {
            this.bar = bar;
        }

        @Override
        public void came(ExportEvent event) {
            if (!event.endsRequest() && !terminal) {
                err.println(EventText.of(event));
            }
        }

        @Override
        public void progressed(long done, long items) {
            bar.show(done, Math.max(done, items));
        }
    }
}
