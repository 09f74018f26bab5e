package io.maskexport.benchmarks.growth;

import java.util.ArrayList;
import java.util.Set;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.job.JobTestBed;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.job.SmallWorker;
import io.maskexport.benchmarks.measure.GrowthCurve;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** Jobs of increasing numbers of small items, on the same worker. */
final class JobGrowth {
    private static final int SMALLEST_JOB = 100;
    /** Number of items before which compilation takes more time than the work. */
    private static final int WARM_UP = 20_000;
    private static final int SIDE = 64;
    private static final int OBJECTS = 3;

    private JobGrowth() {}

    /** CPU time of the worker by number of items, from 100 to at most {@code limit}, which is at least 1,000. */
    static GrowthCurve items(int limit) throws Exception {
        var points = new ArrayList<GrowthCurve.CurvePoint>();
        try (var testBed = JobTestBed.start(); var worker = new SmallWorker(testBed)) {
            run(testBed, worker, "warm-up", WARM_UP);
            for (int items = SMALLEST_JOB; items <= limit; items *= 10) {
                points.add(new GrowthCurve.CurvePoint(items, 1e3 * run(testBed, worker, "items-" + items, items)));
            }
        }
        return new GrowthCurve("job of small items", points);
    }

    private static double run(JobTestBed testBed, SmallWorker worker, String name, int items) throws Exception {
        testBed.add(name, SampleProject.of(items, SamplePhoto.jpeg(SIDE, SIDE), SIDE, SIDE, OBJECTS));
        return worker.run(new JobRequest(name, name, Set.of(MaskKind.HUMAN, MaskKind.MACHINE))).cpuSeconds();
    }
}
