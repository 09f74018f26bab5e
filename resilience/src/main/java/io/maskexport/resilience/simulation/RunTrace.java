package io.maskexport.resilience.simulation;

import java.util.function.Supplier;

/** Receives the steps of a run. */
@FunctionalInterface
interface RunTrace {
    RunTrace NONE = _ -> {};

    void note(Supplier<String> what);
}
