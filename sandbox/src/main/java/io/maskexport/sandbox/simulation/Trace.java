package io.maskexport.sandbox.simulation;

import java.util.function.Supplier;

/** Told what happens. */
@FunctionalInterface
interface Trace {
    Trace NONE = _ -> {};

    void note(Supplier<String> what);
}
