package io.maskexport.sandbox.simulation;

import java.time.Instant;

import io.maskexport.worker.protocol.Origin;

/** A record of a queue, and whether somebody holds it. */
final class Delivery {
    private final Message message;
    private final Origin origin;
    private final Instant notBefore;
    private final int failures;
    private State state = State.AVAILABLE;
    private int count;
    private int epoch;
    private long lockedUntil;

    /** A record's way through a share group. */
    enum State {
        AVAILABLE, ACQUIRED, ACKNOWLEDGED, DROPPED
    }

    /** The right to a record, as long as nobody else got it since. */
    record Held(Delivery delivery, int epoch) {
        boolean holds() {
            return delivery.state == State.ACQUIRED && delivery.epoch == epoch;
        }
    }

    /**
     * @param notBefore when its next try may begin
     * @param failures tries that failed before it was sent anew
     */
    Delivery(Message message, Origin origin, Instant notBefore, int failures) {
        this.message = message;
        this.origin = origin;
        this.notBefore = notBefore;
        this.failures = failures;
    }

    Message message() {
        return message;
    }

    Origin origin() {
        return origin;
    }

    Instant notBefore() {
        return notBefore;
    }

    int failures() {
        return failures;
    }

    int count() {
        return count;
    }

    boolean is(State other) {
        return state == other;
    }

    long lockedUntil() {
        return lockedUntil;
    }

    Held acquire(long until) {
        state = State.ACQUIRED;
        count++;
        lockedUntil = until;
        return new Held(this, ++epoch);
    }

    void lock(long until) {
        lockedUntil = until;
    }

    void become(State next) {
        state = next;
    }
}
