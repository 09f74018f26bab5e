package io.maskexport.benchmarks.compare;

import java.util.Set;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.job.JobTestBed;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.job.SmallWorker;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** Very many small items in one request to a worker with 256 MB of heap: it completes, and its memory does not grow. */
final class ItemRows {
    private static final int SIDE = 64;
    private static final int OBJECTS = 3;
    private static final int STRETCHES = 3;

    private ItemRows() {}

    static void measure(ResultTable table, int items) throws Exception {
        try (var testBed = JobTestBed.start(); var worker = new SmallWorker(testBed)) {
            testBed.add("small", SampleProject.of(items, SamplePhoto.jpeg(SIDE, SIDE), SIDE, SIDE, OBJECTS));
            var figures = worker.run(new JobRequest("small-1", "small", Set.of(MaskKind.HUMAN, MaskKind.MACHINE)));
            if (figures.completed().totals().rendered() != items) {
                throw new IllegalStateException("not all items are there: " + figures.completed().totals());
            }
            int first = figures.heap().middle(0, STRETCHES);
            int last = figures.heap().middle(STRETCHES - 1, STRETCHES);
            var name = "%,d small items, -Xmx256m: ".formatted(items);
            table.add(new TableRow(new RatioGoal(name + "heap, last third against first", "x", 1.5, 1.2), first + " MB",
                    last + " MB", (double) last / first));
            double megabytes = figures.peakResidentBytes() / 1e6;
            table.add(new TableRow(new RatioGoal(name + "resident memory", " MB", 1024, 512), "",
                    "%.0f s of CPU".formatted(figures.cpuSeconds()), megabytes));
        }
    }
}
