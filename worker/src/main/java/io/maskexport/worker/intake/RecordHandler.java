package io.maskexport.worker.intake;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: what is done with a record. It may be done more than once, by several workers. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * Works on a record, on the calling thread.
     *
     * @param stop says when to leave off; the thread is interrupted too when the record has been lost
     */
    WorkOutcome work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) throws InterruptedException;
}
