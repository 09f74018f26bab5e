package io.maskexport.resilience.simulation;

import java.util.function.Supplier;

/** Told what happens. */
@FunctionalInterface
interface RunTrace {
    RunTrace NONE = _ -> {};

    void note(Supplier<String> what);
}
