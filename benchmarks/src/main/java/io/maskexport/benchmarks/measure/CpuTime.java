package io.maskexport.benchmarks.measure;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * CPU time of the whole process, user and system, in seconds: with what garbage collection and compilation take, and
 * without what other processes do. The clock ticks every 10 ms, so that a call is repeated until it has run long enough.
 */
public final class CpuTime {
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuTime() {}

    /** Of the process so far. */
    public static double seconds() {
        return PROCESS.getProcessCpuTime() / 1e9;
    }

    /**
     * Of one call: the mean of as many as take that long together, at least one.
     *
     * @throws IllegalStateException if two calls do not give the same result
     */
    public static double perCall(MeasuredWork work, double leastSeconds) throws Exception {
        double start = seconds();
        long result = work.run();
        long calls = 1;
        for (; seconds() - start < leastSeconds; calls++) {
            if (work.run() != result) {
                throw new IllegalStateException("two calls differ");
            }
        }
        return (seconds() - start) / calls;
    }
}
