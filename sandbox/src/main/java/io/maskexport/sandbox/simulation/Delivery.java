package io.maskexport.sandbox.simulation;

import java.time.Instant;

/** A record of a queue, and whether somebody holds it. */
final class Delivery {
    private final Message message;
    private final Instant sent;
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

    Delivery(Message message, Instant sent) {
        this.message = message;
        this.sent = sent;
    }

    Message message() {
        return message;
    }

    Instant sent() {
        return sent;
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
