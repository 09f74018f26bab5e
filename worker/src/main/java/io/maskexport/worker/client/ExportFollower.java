package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.TerminalEvent;

/** Follows an export from event to event until its last one. For one thread. */
public final class ExportFollower {
    private static final Duration POLL = Duration.ofMillis(200);

    private final EventFeed feed;
    private final ExportWatcher watcher;
    private final Map<Integer, Long> done = new HashMap<>();
    private long items;

    /** Who is told on the way. */
    public interface ExportWatcher {
        /** An event has come. */
        void came(ExportEvent event);

        /** How far the export is, when that has changed; {@code items} is 0 as long as it is not planned. */
        void progressed(long done, long items);
    }

    public ExportFollower(EventFeed feed, ExportWatcher watcher) {
        this.feed = feed;
        this.watcher = watcher;
    }

    /**
     * Waits for the last event: completed, failed, cancelled or rejected.
     *
     * @return empty when it does not come in time
     */
    public Optional<ExportEvent> last(Duration time) throws IOException {
        long begin = System.nanoTime();
        do {
            for (var event : feed.poll(POLL)) {
                note(event);
                if (event instanceof TerminalEvent || event instanceof ExportRejected) {
                    return Optional.of(event);
                }
            }
        } while (Duration.ofNanos(System.nanoTime() - begin).compareTo(time) < 0);
        return Optional.empty();
    }

    private void note(ExportEvent event) {
        watcher.came(event);
        switch (event) {
            case ExportPlanned planned -> {
                items = planned.items();
                watcher.progressed(sum(), items);
            }
            case ExportProgressed progressed -> {
                done.merge(progressed.task(), progressed.done(), Math::max);
                watcher.progressed(sum(), items);
            }
            default -> {
                // The others say nothing of progress.
            }
        }
    }

    private long sum() {
        return done.values().stream().mapToLong(Long::longValue).sum();
    }
}
