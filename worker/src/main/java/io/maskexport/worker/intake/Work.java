package io.maskexport.worker.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: what is done with a record. It may be done more than once, by several workers. */
@FunctionalInterface
public interface Work {
    /** What becomes of the record. */
    enum Outcome {
        /** It is dealt with for good. */
        DONE,
        /** It was sent anew, to be dealt with later. */
        PUT_OFF,
        /** It is not: somebody must take it again. */
        HAND_OVER
    }

    /**
     * Works on a record, on the calling thread.
     *
     * @param stop says when to leave off; the thread is interrupted too when the record has been lost
     */
    Outcome work(ConsumerRecord<byte[], byte[]> record, Stop stop) throws InterruptedException;
}
