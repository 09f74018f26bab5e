package io.maskexport.sandbox.simulation;

import java.util.Optional;
import java.util.Set;

/**
 * A time in which places are denied to all workers. From and until are in microseconds.
 *
 * @param writesOnly whether reading is allowed
 */
record Denial(long from, long until, Set<Place> places, boolean writesOnly) {
    /** What may be denied by itself. */
    enum Place {
        WORK, SOURCE, DESTINATION, EVENTS;

        /** Where a call goes, as far as it can be denied. */
        static Optional<Place> of(Operation operation, String what) {
            if (operation == Operation.PUBLISH) {
                return Optional.of(EVENTS);
            }
            if (operation.kind() == Operation.Kind.SEND || operation.kind() == Operation.Kind.WAIT) {
                return Optional.empty();
            }
            if (what.startsWith(Labour.WORK.key())) {
                return Optional.of(WORK);
            }
            boolean made = operation == Operation.COPY || what.startsWith(Order.DESTINATION.prefix())
                    || what.startsWith(Order.ELSEWHERE.prefix());
            return Optional.of(made ? DESTINATION : SOURCE);
        }
    }

    Denial {
        places = Set.copyOf(places);
    }

    boolean denies(Place place, Operation operation, long now) {
        return from <= now && now < until && places.contains(place)
                && !(writesOnly && operation.kind() == Operation.Kind.READ);
    }

    /** Whether an export may fail by it: the work bucket answers, and the source or the destination does not. */
    boolean isReasonToFail() {
        return !places.contains(Place.WORK)
                && (places.contains(Place.SOURCE) || places.contains(Place.DESTINATION));
    }
}
