package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Instant;

import io.maskexport.worker.failure.FailedAttempts;

/**
 * A record as it was delivered.
 *
 * @param origin the record that it is, or that it is a copy of
 * @param count how often the broker has delivered it
 * @param notBefore when its next try may begin
 * @param failed attempts before it was put off
 * @param requeue sends it anew
 */
public record DeliveredRecord(RecordOrigin origin, int count, Instant notBefore, FailedAttempts failed,
        RecordRequeue requeue) {
    /** Sends a record to the end of its queue, with its origin. */
    @FunctionalInterface
    public interface RecordRequeue {
        void send(Instant notBefore, FailedAttempts failed) throws IOException, InterruptedException;
    }
}
