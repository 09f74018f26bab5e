package io.maskexport.worker.fairness;

import java.io.IOException;
import java.util.Collection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: what waits behind a record in its partition. */
public interface QueueAhead {
    /**
     * The other tenants of records that wait behind this one, that are due, and that can be reached by passing over the
     * records between; empty where that is unknown.
     *
     * @param tenant whose record it is
     */
    Collection<String> othersBehind(ConsumerRecord<byte[], byte[]> record, String tenant)
            throws IOException, InterruptedException;
}
