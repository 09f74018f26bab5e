package io.maskexport.resilience.simulation;

/** Decides what befalls each call. */
@FunctionalInterface
interface FaultSource {
    CallFault next(WorkerCall operation, long now);
}
