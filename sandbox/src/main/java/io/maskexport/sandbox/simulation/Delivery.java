package io.maskexport.sandbox.simulation;

import io.maskexport.worker.protocol.Origin;

/** A record of a queue, and whether somebody holds it. */
final class Delivery {
    private final Message message;
    private final Origin origin;
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

    Delivery(Message message, Origin origin) {
        this.message = message;
        this.origin = origin;
    }

    Message message() {
        return message;
    }

    Origin origin() {
        return origin;
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
