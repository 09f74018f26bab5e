package io.maskexport.worker.work;

/** What a worker did with a record. */
public enum WorkOutcome {
    /** The record is dealt with for good. */
    DONE,
    /** A copy of the record went to the end of its queue, to be dealt with later. */
    PUT_OFF,
    /** The record is not dealt with: another delivery must take it up again. */
    HAND_OVER
}
