package io.maskexport.resilience.simulation;

import java.util.Optional;
import java.util.Set;

/**
 * A time in which places are denied to all workers. From and until are in microseconds.
 *
 * @param writesOnly whether reading is allowed
 */
record AccessDenial(long from, long until, Set<DeniedPlace> places, boolean writesOnly) {
    /** What may be denied by itself. */
    enum DeniedPlace {
        WORK, SOURCE, DESTINATION, EVENTS;

        /** Where a call goes, as far as it can be denied. */
        static Optional<DeniedPlace> of(WorkerCall operation, String what) {
            if (operation == WorkerCall.PUBLISH) {
                return Optional.of(EVENTS);
            }
            if (operation.kind() == WorkerCall.CallKind.SEND || operation.kind() == WorkerCall.CallKind.WAIT) {
                return Optional.empty();
            }
            if (what.startsWith(ProtocolHost.WORK.key())) {
                return Optional.of(WORK);
            }
            boolean made = operation == WorkerCall.COPY || what.startsWith(ClientWorkload.DESTINATION.prefix())
                    || what.startsWith(ClientWorkload.ELSEWHERE.prefix());
            return Optional.of(made ? DESTINATION : SOURCE);
        }
    }

    AccessDenial {
        places = Set.copyOf(places);
    }

    boolean denies(DeniedPlace place, WorkerCall operation, long now) {
        return from <= now && now < until && places.contains(place)
                && !(writesOnly && operation.kind() == WorkerCall.CallKind.READ);
    }

    /** Whether an export may fail by it: the work bucket answers, and the source or the destination does not. */
    boolean isReasonToFail() {
        return !places.contains(DeniedPlace.WORK)
                && (places.contains(DeniedPlace.SOURCE) || places.contains(DeniedPlace.DESTINATION));
    }
}
