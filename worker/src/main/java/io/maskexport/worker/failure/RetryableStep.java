package io.maskexport.worker.failure;

/** One operation on storage or broker that may be tried again. */
@FunctionalInterface
public interface RetryableStep<T> {
    /** @param before what earlier tries may have done */
    T run(EarlierTries before) throws Exception;

    /** What earlier tries of the same operation may have done. */
    enum EarlierTries {
        /** Nothing: this is the first try, or no other reached the store. */
        NOTHING,
        /** An earlier try got no answer and may have taken effect. */
        UNKNOWN
    }
}
