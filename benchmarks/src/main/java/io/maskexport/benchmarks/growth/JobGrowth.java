package io.maskexport.benchmarks.growth;

import java.util.ArrayList;
import java.util.Set;

import io.maskexport.benchmarks.job.Job;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.job.Site;
import io.maskexport.benchmarks.job.SmallWorker;
import io.maskexport.benchmarks.measure.Curve;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** Jobs of more and more small items, by the same worker. */
final class JobGrowth {
    private static final int LEAST = 100;
    /** Before so many, the compiler takes more time than the work. */
    private static final int WARM_UP = 20_000;
    private static final int SIDE = 64;
    private static final int OBJECTS = 3;

    private JobGrowth() {}

    /** CPU time of the worker by items, from 100 to at most {@code most}, which is at least 1,000. */
    static Curve items(int most) throws Exception {
        var points = new ArrayList<Curve.Point>();
        try (var site = Site.start(); var worker = new SmallWorker(site)) {
            run(site, worker, "warm-up", WARM_UP);
            for (int items = LEAST; items <= most; items *= 10) {
                points.add(new Curve.Point(items, 1e3 * run(site, worker, "items-" + items, items)));
            }
        }
        return new Curve("job of small items", points);
    }

    private static double run(Site site, SmallWorker worker, String name, int items) throws Exception {
        site.add(name, SampleProject.of(items, SamplePhoto.jpeg(SIDE, SIDE), SIDE, SIDE, OBJECTS));
        return worker.run(new Job(name, name, Set.of(MaskKind.HUMAN, MaskKind.MACHINE))).cpuSeconds();
    }
}
