package io.maskexport.defect;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells the illness of a process from the fault of its input. Libraries wrap errors: an image reader of the JDK makes an
 * {@code IIOException} of an exhausted heap. What depends on the process must never be taken for a defect.
 */
public final class FatalErrors {

    private FatalErrors() {}

    /**
     * Throws the error of the virtual machine or of linking that {@code thrown} is, or that is among its causes and what it
     * suppresses; returns where there is none. A stack that overflows is no such error: how deep it is depends on the input.
     */
    public static void rethrow(Throwable thrown) {
        rethrow(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void rethrow(@Nullable Throwable thrown, Set<Throwable> seen) {
        for (var at = thrown; at != null && seen.add(at); at = at.getCause()) {
            if (at instanceof Error error && isFatal(error)) {
                throw error;
            }
            for (var suppressed : at.getSuppressed()) {
                rethrow(suppressed, seen);
            }
        }
    }

    private static boolean isFatal(Error error) {
        return error instanceof LinkageError
                || (error instanceof VirtualMachineError && !(error instanceof StackOverflowError));
    }
}
