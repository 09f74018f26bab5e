package io.maskexport.worker.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Blocks calls to a dependency that is down. Opens when the retry budget is empty and more than half of the last 100
 * tries failed; after a while lets one call through, which closes it again or keeps it open.
 */
final class CircuitBreaker {
    static final int WINDOW = 100;
    static final Duration OPEN = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final boolean[] failed = new boolean[WINDOW];
    private int next;
    private int failures;
    private Instant openUntil = Instant.MIN;
    private boolean open;

    CircuitBreaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a call may go out; when open, one in {@link #OPEN} may. */
    synchronized boolean admits() {
        if (!open) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(openUntil)) {
            return false;
        }
        openUntil = now.plus(OPEN);
        return true;
    }

    synchronized void succeeded() {
        open = false;
        record(false);
    }

    synchronized void failed(boolean budgetEmpty) {
        record(true);
        if (budgetEmpty && failures * 2 > WINDOW) {
            open = true;
            openUntil = clock.instant().plus(OPEN);
        }
    }

    synchronized boolean isOpen() {
        return open;
    }

    private void record(boolean failure) {
        failures += (failure ? 1 : 0) - (failed[next] ? 1 : 0);
        failed[next] = failure;
        next = (next + 1) % WINDOW;
    }
}
