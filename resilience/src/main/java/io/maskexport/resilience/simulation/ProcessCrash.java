package io.maskexport.resilience.simulation;

/** Ends a thread of a dead process. Nothing that the thread does while unwinding has an effect. */
final class ProcessCrash extends Error {
    private static final long serialVersionUID = 1L;

    ProcessCrash() {
        super("the process is dead", null, false, false);
    }
}
