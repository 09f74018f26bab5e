package io.maskexport.worker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;

/** Follows an export event by event to its last one. For one thread. */
public final class ExportFollower {
    private static final Duration POLL = Duration.ofMillis(200);

    private final EventFeed feed;
    private final ExportWatcher watcher;
    private final Map<Integer, Long> done = new HashMap<>();
    private long items;
    private boolean begun;

    /** Observes the events. */
    public interface ExportWatcher {
        /** An event has arrived. */
        void came(ExportEvent event);

        /** The progress of the export has changed; {@code items} is 0 until it is planned. */
        void progressed(long done, long items);

        /** Called again and again before the first event, with the time since the start. */
        default void nothingYet(Duration time) {}
    }

    /**
     * How long to wait.
     *
     * @param firstEvent for any event
     * @param lastEvent for the last one
     */
    public record WaitLimits(Duration firstEvent, Duration lastEvent) {}

    public ExportFollower(EventFeed feed, ExportWatcher watcher) {
        this.feed = feed;
        this.watcher = watcher;
    }

    /**
     * Waits for the last event: completed, failed, cancelled or rejected.
     *
     * @return empty on timeout
     */
    public Optional<ExportEvent> last(WaitLimits limits) throws IOException {
        long start = System.nanoTime();
        while (true) {
            for (var event : feed.poll(POLL)) {
                note(event);
                if (event.endsRequest()) {
                    return Optional.of(event);
                }
            }
            var time = Duration.ofNanos(System.nanoTime() - start);
            if (!begun) {
                watcher.nothingYet(time);
            }
            if (time.compareTo(begun ? limits.lastEvent : min(limits.firstEvent, limits.lastEvent)) >= 0) {
                return Optional.empty();
            }
        }
    }

    /** Whether an event has arrived. */
    public boolean hasBegun() {
        return begun;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void note(ExportEvent event) {
        begun = true;
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
                // The other events carry no progress.
            }
        }
    }

    private long sum() {
        return done.values().stream().mapToLong(Long::longValue).sum();
    }
}
