package io.maskexport.benchmarks.measure;

/** What is measured. */
@FunctionalInterface
public interface MeasuredWork {
    /** Does it once, and returns something that depends on all of it and is always the same, such as the number of bytes made. */
    long run() throws Exception;
}
