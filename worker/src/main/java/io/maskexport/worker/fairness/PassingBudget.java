package io.maskexport.worker.fairness;

import java.time.Duration;

/**
 * Bounds the time for passing records over: a tenth of the time that the work takes. Up to a minute can be saved; some of it
 * is there from the start. Where the budget is spent, records are taken in their order. Thread-safe.
 */
public final class PassingBudget {
    static final Duration START = Duration.ofSeconds(20);
    static final Duration MOST = Duration.ofMinutes(1);
    private static final int SHARE = 10;

    private Duration left = START;

    public synchronized boolean isLeft() {
        return left.isPositive();
    }

    /** Work took some time. */
    public synchronized void earn(Duration worked) {
        var more = left.plus(worked.dividedBy(SHARE));
        left = more.compareTo(MOST) < 0 ? more : MOST;
    }

    /** Passing a record over took some time. */
    public synchronized void spend(Duration passing) {
        left = left.minus(passing);
    }
}
