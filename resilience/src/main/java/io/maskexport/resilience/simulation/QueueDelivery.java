package io.maskexport.resilience.simulation;

import java.time.Instant;

import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.protocol.RecordOrigin;

/** A record of a queue and its delivery state. */
final class QueueDelivery {
    private final WorkMessage message;
    private final RecordOrigin origin;
    private final Instant notBefore;
    private final FailedAttempts failed;
    private DeliveryState state = DeliveryState.AVAILABLE;
    private int count;
    private int epoch;
    private long lockedUntil;

    /** The delivery state of a record in a share group. */
    enum DeliveryState {
        AVAILABLE, ACQUIRED, ACKNOWLEDGED, DROPPED
    }

    /** A lock on a record, valid until the record is delivered again. */
    record RecordLock(QueueDelivery delivery, int epoch) {
        boolean holds() {
            return delivery.state == DeliveryState.ACQUIRED && delivery.epoch == epoch;
        }
    }

    /**
     * @param notBefore earliest time of the next attempt
     * @param failed attempts before it was sent again
     */
    QueueDelivery(WorkMessage message, RecordOrigin origin, Instant notBefore, FailedAttempts failed) {
        this.message = message;
        this.origin = origin;
        this.notBefore = notBefore;
        this.failed = failed;
    }

    WorkMessage message() {
        return message;
    }

    RecordOrigin origin() {
        return origin;
    }

    Instant notBefore() {
        return notBefore;
    }

    FailedAttempts failed() {
        return failed;
    }

    int count() {
        return count;
    }

    boolean is(DeliveryState other) {
        return state == other;
    }

    long lockedUntil() {
        return lockedUntil;
    }

    RecordLock acquire(long until) {
        state = DeliveryState.ACQUIRED;
        count++;
        lockedUntil = until;
        return new RecordLock(this, ++epoch);
    }

    void lock(long until) {
        lockedUntil = until;
    }

    void become(DeliveryState next) {
        state = next;
    }
}
