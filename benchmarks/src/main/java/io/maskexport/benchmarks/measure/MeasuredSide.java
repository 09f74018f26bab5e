package io.maskexport.benchmarks.measure;

/** One side of a comparison. */
@FunctionalInterface
public interface MeasuredSide {
    /**
     * CPU seconds of one call, user and system: the mean over enough calls to take {@code minimumSeconds}, at least
     * one.
     */
    double cpuSeconds(double minimumSeconds) throws Exception;

    /** A side that runs in this process. */
    static MeasuredSide here(MeasuredWork work) {
        return minimumSeconds -> CpuTime.perCall(work, minimumSeconds);
    }
}
