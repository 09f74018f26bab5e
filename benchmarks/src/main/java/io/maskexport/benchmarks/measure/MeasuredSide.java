package io.maskexport.benchmarks.measure;

/** One side of a race. */
@FunctionalInterface
public interface MeasuredSide {
    /** CPU seconds of one time, user and system: the mean of as many times as take that long together, at least one. */
    double cpuSeconds(double least) throws Exception;

    /** Work in this process. */
    static MeasuredSide here(MeasuredWork work) {
        return least -> CpuTime.perCall(work, least);
    }
}
