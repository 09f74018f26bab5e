package io.maskexport.worker.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A one-way signal that work should stop. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch signalled = new CountDownLatch(1);
    private volatile boolean lost;

    /** Whether to stop at the next point from which another worker can continue. */
    public boolean isStopRequested() {
        return signalled.getCount() == 0;
    }

    /** Whether another worker owns the record now, so that nothing needs to be tidied up. */
    public boolean isLost() {
        return lost;
    }

    /** Waits for the signal or the timeout; returns whether the signal was given. */
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return signalled.await(time, unit);
    }

    /** Asks the work to stop soon. */
    public void handOver() {
        signalled.countDown();
    }

    /** Tells the work to stop at once. */
    public void lost() {
        lost = true;
        signalled.countDown();
    }
}
