package io.maskexport.hostile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.sun.management.ThreadMXBean;

/** The cost of each case, for {@code target/hostile.tsv}: milliseconds and KiB allocated, the largest first. */
final class Costs {
    private static final Path FILE = Path.of("target/hostile.tsv");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Cost> costs = new ArrayList<>();

    private record Cost(String name, HostileCase hostile, long nanos, long bytes) {
        String line() {
            return String.join("\t", name, hostile.codes().stream().distinct().toList().toString(),
                    String.valueOf(nanos / 1_000_000),
                    String.valueOf(bytes >> 10)) + "\n";
        }
    }

    @FunctionalInterface
    interface Run {
        void run() throws Exception;
    }

    /** Runs a case; returns the number of bytes that all threads allocated meanwhile. */
    long of(Subject subject, HostileCase hostile, Run run) throws Exception {
        long bytes = threads.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        run.run();
        long nanos = System.nanoTime() - start;
        bytes = threads.getTotalThreadAllocatedBytes() - bytes;
        costs.add(new Cost(subject + ": " + hostile, hostile, nanos, bytes));
        return bytes;
    }

    void write() throws IOException {
        costs.sort(Comparator.comparingLong(Cost::bytes).reversed());
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, String.join("", costs.stream().map(Cost::line).toList()));
    }
}
