package io.maskexport.defect;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Separates failures of the process from defects of the input. Libraries wrap errors: a JDK image reader turns an
 * exhausted heap into an {@code IIOException}. A failure of the process must never be taken for a defect.
 */
public final class FatalErrors {

    private FatalErrors() {}

    /**
     * Throws the virtual machine error or linkage error that {@code thrown} is, causes or suppresses; returns if there
     * is none. A stack overflow is not such an error: its depth depends on the input.
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
