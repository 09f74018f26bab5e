package io.maskexport.worker.protocol;

import io.maskexport.contracts.Manifest;

/** Port: told how exports end. Safe for many threads. */
@FunctionalInterface
public interface EndListener {
    EndListener NONE = _ -> {};

    /**
     * This process has decided how an export ends. Each end is decided once, however often it is announced; nobody is told
     * of one whose process dies in between.
     */
    void ended(Manifest end);
}
