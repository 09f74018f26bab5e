package io.maskexport.worker.failure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.maskexport.worker.work.StopSignal;

/** Port: waiting, so that tests and the simulation can let their own time pass. */
@FunctionalInterface
public interface Sleeper {
    /** Uses the machine's clock. */
    Sleeper REAL = (time, stop) -> stop.await(time.toMillis(), TimeUnit.MILLISECONDS);

    /** Waits, but ends early on a stop signal. Returns whether it was signalled. */
    boolean sleep(Duration time, StopSignal stop) throws InterruptedException;

    /** Waits for the whole time. */
    default void sleep(Duration time) throws InterruptedException {
        sleep(time, new StopSignal());
    }
}
