package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Instant;

import io.maskexport.worker.failure.FailedAttempts;

/**
 * A record as it was delivered.
 *
 * @param origin identity of the record, the same for copies
 * @param count number of deliveries by the broker
 * @param notBefore earliest time of the next attempt
 * @param failed attempts before it was postponed
 * @param requeue sends it again
 */
public record DeliveredRecord(RecordOrigin origin, int count, Instant notBefore, FailedAttempts failed,
        RecordRequeue requeue) {
    /** Sends a copy of the record to the end of its queue, with the same origin. */
    @FunctionalInterface
    public interface RecordRequeue {
        void send(Instant notBefore, FailedAttempts failed) throws IOException, InterruptedException;
    }
}
