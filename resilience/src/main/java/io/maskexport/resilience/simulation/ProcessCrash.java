package io.maskexport.resilience.simulation;

/** Ends a thread whose process is dead. Nothing that it does on its way out has an effect. */
final class ProcessCrash extends Error {
    private static final long serialVersionUID = 1L;

    ProcessCrash() {
        super("the process is dead", null, false, false);
    }
}
