package io.maskexport.benchmarks.job;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.benchmarks.process.GcLog;
import io.maskexport.contracts.ExportCompleted;

/** A worker with 256 MB of heap and one render thread. */
public final class SmallWorker implements AutoCloseable {
    private final JobTestBed testBed;
    private final ChildProcess process;

    /**
     * The cost of one job.
     *
     * @param seconds from the request to the last event
     * @param cpuSeconds of the worker
     * @param peakResidentBytes of the worker since its start
     * @param heap after each collection since its start
     */
    public record JobFigures(ExportCompleted completed, double seconds, double cpuSeconds, long peakResidentBytes,
            GcLog heap) {}

    public SmallWorker(JobTestBed testBed) throws IOException {
        this.testBed = testBed;
        process = testBed.worker("small-worker", List.of("-Xmx256m", GcLog.option(testBed.log("gc"))),
                Map.of("RENDER_THREADS", "1"));
    }

    /** Runs a job. */
    public JobFigures run(JobRequest job) throws Exception {
        double cpu = process.cpuSeconds();
        long start = System.nanoTime();
        var completed = testBed.run(job);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new JobFigures(completed, seconds, process.cpuSeconds() - cpu,
                process.peakResidentBytes().orElseThrow(() -> new IllegalStateException("the worker has ended")),
                GcLog.read(testBed.log("gc")));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
