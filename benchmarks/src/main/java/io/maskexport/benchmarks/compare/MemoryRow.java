package io.maskexport.benchmarks.compare;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import io.maskexport.benchmarks.process.ChildProcess;

/** The resident memory of a process that only makes 12-megapixel human masks, per thread. */
final class MemoryRow {
    private static final int THREADS = 2;
    private static final int MASKS = 15;
    private static final String HEAP = "-Xmx400m";

    private MemoryRow() {}

    static void measure(ResultTable table) throws Exception {
        var errors = Files.createTempFile("render-threads", ".log");
        try (var child = ChildProcess.java(RenderThreads.class, List.of(HEAP), Map.of(), errors,
                Integer.toString(THREADS), Integer.toString(MASKS))) {
            child.receive();
            double megabytes = child.peakResidentBytes().orElseThrow() / 1e6;
            table.add(new TableRow(new RatioGoal("resident memory per render thread, human masks", " MB", 250, 150), "",
                    "%.0f MB in %d".formatted(megabytes, THREADS), megabytes / THREADS));
        } finally {
            Files.delete(errors);
        }
    }
}
