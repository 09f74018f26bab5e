package io.maskexport.worker.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a piece of work to leave off. Once told, for ever. Safe for many threads. */
public final class StopSignal {
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean lost;

    /** Whether to leave off as soon as what was begun can be left for others to go on with. */
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Whether somebody else owns the record now, so that nothing needs to be put in order. */
    public boolean isLost() {
        return lost;
    }

    /** Waits; ends early when told. Returns whether told. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return told.await(time, unit);
    }

    /** Leave off soon. */
    public void handOver() {
        told.countDown();
    }

    /** Leave off at once. */
    public void lost() {
        lost = true;
        told.countDown();
    }
}
