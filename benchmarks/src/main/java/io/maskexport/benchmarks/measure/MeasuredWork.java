package io.maskexport.benchmarks.measure;

/** The work to measure. */
@FunctionalInterface
public interface MeasuredWork {
    /**
     * Does the work once. Returns a value that depends on all of it and is always the same, such as the number of bytes
     * produced.
     */
    long run() throws Exception;
}
