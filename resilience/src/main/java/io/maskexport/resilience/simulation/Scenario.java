package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.List;

import io.maskexport.worker.plan.TaskLimits;

/**
 * What there is to do, by whom, and what happens meanwhile.
 *
 * @param slots of a worker for requests and tasks
 * @param taskLimits of a part task
 * @param deadline how old a request may get
 * @param pieceBytes size of the pieces that larger objects are uploaded in
 * @param versionedEtags whether ETags tell nothing of content
 * @param denied what the worker has no right to
 * @param pace most microseconds that a call usually takes
 * @param janitorRuns when a janitor goes round, in microseconds
 * @param denials what is denied for a time
 * @param outOfMemory whether rendering ends the process with an error
 */
record Scenario(List<ClientWorkload> workloads, List<ScenarioEvent> events, int workers, int slots,
        TaskLimits taskLimits,
        Duration deadline,
        int pieceBytes, boolean versionedEtags, DeniedAccess denied, long pace, List<Long> janitorRuns,
        List<AccessDenial> denials,
        boolean outOfMemory) {

    /** What the store denies. */
    enum DeniedAccess {
        NOTHING,
        /** Writing to the destination. */
        DESTINATION,
        /** Listing of open uploads, which needs a right of its own. */
        UPLOADS
    }

    /** Something that happens to a worker or to the broker, at a time in microseconds. */
    sealed interface ScenarioEvent {
        long at();

        record Kill(long at, int worker) implements ScenarioEvent {}

        record Freeze(long at, int worker, long time) implements ScenarioEvent {}

        record Terminate(long at, int worker) implements ScenarioEvent {}

        record BrokerRestart(long at) implements ScenarioEvent {}
    }
}
