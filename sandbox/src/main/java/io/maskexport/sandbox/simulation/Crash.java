package io.maskexport.sandbox.simulation;

/** Ends a strand whose process is dead. Nothing that it does on its way out has an effect. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process is dead", null, false, false);
    }
}
