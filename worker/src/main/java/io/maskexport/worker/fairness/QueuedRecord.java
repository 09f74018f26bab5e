package io.maskexport.worker.fairness;

import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the order of turns depends on.
 *
 * @param tenant whose record it is; the empty name for the common tenant
 * @param notBefore when its next try may begin
 */
public record QueuedRecord(String tenant, Instant notBefore) {
    /** The tenant of all records that name none. */
    public static final String COMMON = "";

    /** Reads it from a record. Must not throw. */
    @FunctionalInterface
    public interface QueuedRecordReader {
        /** Empty for a record that needs no turn, because it is quickly done with. */
        Optional<QueuedRecord> read(ConsumerRecord<byte[], byte[]> record);
    }
}
