package io.maskexport.worker.failure;

import java.time.Duration;

/** Port: waiting, so that a simulation can let its own time pass. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
