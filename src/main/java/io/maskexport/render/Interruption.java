package io.maskexport.render;

import java.util.concurrent.CancellationException;

/** How work on masks that nobody waits for any more ends: its thread is interrupted, and it looks between rows. */
final class Interruption {
    private Interruption() {}

    /** @throws CancellationException if the thread was interrupted */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }
}
