package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A period during which places are denied to all workers. Times are in microseconds.
 *
 * @param writesOnly whether reading is allowed
 */
record AccessDenial(long from, long until, Set<DeniedPlace> places, boolean writesOnly) {
    /** How long source or destination must deny access before workers give an export up. */
    static final Duration BELIEVED_AFTER = Duration.ofSeconds(30);

    /** A place that can be denied separately. */
    enum DeniedPlace {
        WORK, SOURCE, DESTINATION, EVENTS;

        /** The place that a call goes to, if it can be denied. */
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

    /**
     * Whether an export may fail: the work bucket answers in one of the denials while source or destination does not, and
     * these were denied long enough to count.
     */
    static boolean areReasonToFail(List<AccessDenial> denials) {
        var outer = denials.stream().filter(AccessDenial::isOuter).toList();
        long from = outer.stream().mapToLong(AccessDenial::from).min().orElse(0);
        long until = outer.stream().mapToLong(AccessDenial::until).max().orElse(0);
        return (until - from) * 1_000 >= BELIEVED_AFTER.toNanos()
                && outer.stream().anyMatch(denial -> !denial.places.contains(DeniedPlace.WORK));
    }

    private boolean isOuter() {
        return places.contains(DeniedPlace.SOURCE) || places.contains(DeniedPlace.DESTINATION);
    }
}
