package io.maskexport.render;

import java.util.concurrent.CancellationException;

/** Ends rendering that nobody waits for any more: its thread is interrupted, and it checks for that between rows. */
final class Interruption {
    private Interruption() {}

    /** @throws CancellationException if the thread was interrupted */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }
}
