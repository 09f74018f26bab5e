package io.maskexport.worker.failure;

/** One operation on storage or broker that may be tried again. */
@FunctionalInterface
public interface RetryableStep<T> {
    /** @param before how an earlier try may have left things */
    T run(EarlierTries before) throws Exception;

    /** What earlier tries of the same operation may have done. */
    enum EarlierTries {
        /** Nothing: this is the first, or the others never reached the store. */
        NOTHING,
        /** An earlier try ended without an answer: what it wanted may have happened. */
        UNKNOWN
    }
}
