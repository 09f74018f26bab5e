package io.maskexport.worker.work;

/** What a worker did with a record. */
public enum WorkOutcome {
    /** The record is finished. */
    DONE,
    /** A copy of the record was sent to the end of its queue, for later. */
    PUT_OFF,
    /** The record is unfinished: another delivery must continue it. */
    HAND_OVER
}
