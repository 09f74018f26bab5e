package io.maskexport.worker.intake;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: handles a record. A record may be handled more than once, by several workers. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * Handles a record, on the calling thread.
     *
     * @param stop says when to stop; the thread is also interrupted when the record has been lost
     */
    WorkOutcome work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) throws InterruptedException;
}
