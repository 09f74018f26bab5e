package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.List;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.plan.TaskLimits;

/**
 * The work of a run, its workers, and the events and faults during it.
 *
 * @param slots of a worker for requests and tasks
 * @param taskLimits of a part task
 * @param deadline age of a request after which an outage makes it fail
 * @param pieceBytes size of the pieces that larger objects are uploaded in
 * @param versionedEtags whether ETags are independent of content
 * @param denied operations that the worker has no right to
 * @param pace usual longest duration of a call, in microseconds
 * @param janitorRuns times of janitor runs, in microseconds
 * @param denials temporary denials
 * @param outOfMemory whether rendering ends the process with an error
 * @param olderWorkers how many of the last workers are of an older version; the first one never is
 * @param inFlight number of exports that may be in flight, all of one tenant; 0 for any
 */
record Scenario(List<ClientWorkload> workloads, List<ScenarioEvent> events, int workers, int slots,
        TaskLimits taskLimits,
        Duration deadline,
        int pieceBytes, boolean versionedEtags, DeniedAccess denied, long pace, List<Long> janitorRuns,
        List<AccessDenial> denials,
        boolean outOfMemory, int olderWorkers, int inFlight) {
    /** The same with workers of two versions, and any number of exports in flight. */
    Scenario withOlder(int count) {
        return new Scenario(workloads, events, workers, slots, taskLimits, deadline, pieceBytes, versionedEtags, denied,
                pace, janitorRuns, denials, outOfMemory, count, 0);
    }

    /** What a worker knows. */
    WorkerVersion version(int worker) {
        return worker < workers - olderWorkers ? WorkerVersion.NEWER : WorkerVersion.OLDER;
    }

    /** Whether a newer worker plans an export of this request with the feature that older ones do not know. */
    boolean needsFeature(ExportRequested request) {
        return olderWorkers > 0 && request.requestId().equals(workloads.getFirst().request().requestId());
    }

    /** An operation that the store denies. */
    enum DeniedAccess {
        NOTHING,
        /** Writing to the destination. */
        DESTINATION,
        /** Listing of open uploads, which needs a right of its own. */
        UPLOADS
    }

    /** An event at a worker or the broker; its time is in microseconds. */
    sealed interface ScenarioEvent {
        long at();

        record Kill(long at, int worker) implements ScenarioEvent {}

        record Freeze(long at, int worker, long time) implements ScenarioEvent {}

        record Terminate(long at, int worker) implements ScenarioEvent {}

        record BrokerRestart(long at) implements ScenarioEvent {}
    }
}
