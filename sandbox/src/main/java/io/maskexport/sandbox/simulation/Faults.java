package io.maskexport.sandbox.simulation;

/** Decides what befalls each call. */
@FunctionalInterface
interface Faults {
    Fault next(Operation operation, long now);
}
