package io.maskexport.worker.protocol;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.maskexport.worker.work.StopSignal;

/** Port: waiting for better times, so that a simulation can let its own time pass. */
@FunctionalInterface
public interface StoppableSleeper {
    /** On the clock of the machine. */
    StoppableSleeper REAL = (time, stop) -> stop.await(time.toMillis(), TimeUnit.MILLISECONDS);

    /** Waits; ends early when told to stop. Returns whether told. */
    boolean await(Duration time, StopSignal stop) throws InterruptedException;
}
