package io.maskexport.benchmarks.measure;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * CPU time of the whole process, user and system, in seconds: includes garbage collection and compilation, but no other
 * processes. The clock has a resolution of 10 ms, so a call is repeated until it has run long enough.
 */
public final class CpuTime {
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuTime() {}

    /** CPU time of the process so far. */
    public static double seconds() {
        return PROCESS.getProcessCpuTime() / 1e9;
    }

    /**
     * CPU time of one call: the mean over enough calls to take {@code minimumSeconds}, at least one.
     *
     * @throws IllegalStateException if two calls return different results
     */
    public static double perCall(MeasuredWork work, double minimumSeconds) throws Exception {
        double start = seconds();
        long result = work.run();
        long calls = 1;
        for (; seconds() - start < minimumSeconds; calls++) {
            if (work.run() != result) {
                throw new IllegalStateException("two calls differ");
            }
        }
        return (seconds() - start) / calls;
    }
}
