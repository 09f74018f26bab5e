package io.maskexport.worker.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.maskexport.contracts.ExportProgressed;
import io.maskexport.worker.plan.Plan;

/** Publishes the progress of a task every 5 seconds or every 1 %, whichever is sooner, but at most once a second. */
final class ProgressEvents {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final EventSink events;
    private final InstantSource clock;
    private final Plan plan;
    private final int task;
    private final int items;
    private Instant told;
    private int toldDone;

    ProgressEvents(EventSink events, InstantSource clock, Plan plan, int task) {
        this.events = events;
        this.clock = clock;
        this.plan = plan;
        this.task = task;
        this.items = plan.itemsOf(task);
        this.told = clock.instant();
    }

    void done(int done) {
        var age = Duration.between(told, clock.instant());
        boolean hundredth = (done - toldDone) * 100L >= items && age.compareTo(AT_MOST_EVERY) >= 0;
        if (hundredth || age.compareTo(EVERY) >= 0) {
            told = clock.instant();
            toldDone = done;
            events.offer(new ExportProgressed(plan.requestId(), task, done, items), plan.trace());
        }
    }
}
