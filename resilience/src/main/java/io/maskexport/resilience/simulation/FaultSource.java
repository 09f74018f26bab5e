package io.maskexport.resilience.simulation;

/** Decides on the fault of each call. */
@FunctionalInterface
interface FaultSource {
    CallFault next(WorkerCall operation, long now);
}
