package io.maskexport.benchmarks.measure;

/** One side of a race. */
@FunctionalInterface
public interface Contender {
    /** CPU seconds of one time, user and system: the mean of as many times as take that long together, at least one. */
    double cpuSeconds(double least) throws Exception;

    /** Work in this process. */
    static Contender here(Work work) {
        return least -> Cpu.perCall(work, least);
    }
}
