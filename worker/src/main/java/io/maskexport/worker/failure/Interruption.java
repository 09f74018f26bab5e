package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * The interruption of a thread: an {@link InterruptedIOException} with the thread's flag set where only I/O may be thrown, an
 * {@link InterruptedException} with the flag cleared everywhere else.
 */
public final class Interruption {
    private Interruption() {}

    /** A step that an interruption must not cut short. */
    @FunctionalInterface
    public interface ShieldedStep {
        void run() throws IOException;
    }

    /** Whether an I/O failure is an interruption; a time-out has the same type and is not. */
    public static boolean is(Exception thrown) {
        return thrown instanceof InterruptedIOException && !(thrown instanceof SocketTimeoutException);
    }

    /** An interruption as an I/O failure. Sets the thread's flag. */
    public static InterruptedIOException asIo(Exception cause) {
        Thread.currentThread().interrupt();
        var thrown = new InterruptedIOException("interrupted");
        thrown.initCause(cause);
        return thrown;
    }

    /** An interruption in its plain form. Clears the thread's flag. */
    public static InterruptedException plain(Exception cause) {
        Thread.interrupted();
        return (InterruptedException) new InterruptedException(cause.getMessage()).initCause(cause);
    }

    /** Runs a step as if the thread had not been interrupted; its flag is set again afterwards. */
    public static void shield(ShieldedStep step) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            step.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
