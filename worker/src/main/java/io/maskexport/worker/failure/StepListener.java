package io.maskexport.worker.failure;

/** Port: reports each try of an operation, for metrics. Called from many threads; must be quick and must not throw. */
@FunctionalInterface
public interface StepListener {
    /** Ignores everything. */
    StepListener NONE = (_, _) -> {};

    /** What came of one try. */
    enum TryResult {
        /** An answer that can be used, also that there is no such object. */
        OK,
        /** No answer, or an error that passes. */
        TRANSIENT,
        /** The store asks for fewer requests. */
        THROTTLED,
        /** 401 or 403. */
        DENIED,
        /** An answer that breaks the protocol. */
        INVALID,
        /** Any other final answer, such as that there is no such bucket. */
        REFUSED
    }

    /** @param what the operation and its object, {@code get s3://bucket/key} */
    void tried(String what, TryResult result);
}
