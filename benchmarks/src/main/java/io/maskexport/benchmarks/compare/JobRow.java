package io.maskexport.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.maskexport.benchmarks.job.Job;
import io.maskexport.benchmarks.job.PlainCopy;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.job.Site;
import io.maskexport.benchmarks.measure.Median;
import io.maskexport.benchmarks.process.Child;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** An export with machine and instance masks against a mere copy of its originals, each in a warm process of its own. */
final class JobRow {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final int OBJECTS = 100;
    private static final List<String> HEAP = List.of("-Xmx1g");
    /** Rounds before the figures hardly fall any more: in the first ones the compiler takes more time than the work. */
    private static final int WARM_UP = 10;

    private JobRow() {}

    static void measure(Table table, int rounds, int images) throws Exception {
        try (var site = Site.start();
                var worker = site.worker("worker", HEAP, Map.of("RENDER_THREADS", "1"));
                var copier = site.program(PlainCopy.class, HEAP)) {
            site.add("photos", SampleProject.of(images, SamplePhoto.jpeg(WIDTH, HEIGHT), WIDTH, HEIGHT, OBJECTS));
            var ours = new double[rounds];
            var copies = new double[rounds];
            var ratios = new double[rounds];
            for (int i = -WARM_UP; i < rounds; i++) {
                double copy = copy(copier);
                double own = export(site, worker, "photos-" + (i + WARM_UP));
                if (i >= 0) {
                    copies[i] = copy / images;
                    ours[i] = own / images;
                    ratios[i] = own / copy;
                }
            }
            table.add(new Row(new Goal("whole job against a copy, 100 objects an image", "x", 2.0, 1.3),
                    Row.milliseconds(Median.of(copies)), Row.milliseconds(Median.of(ours)), Median.of(ratios)));
        }
    }

    private static double copy(Child copier) throws Exception {
        double start = copier.cpuSeconds();
        copier.send("photos");
        copier.receive();
        return copier.cpuSeconds() - start;
    }

    private static double export(Site site, Child worker, String id) throws Exception {
        double start = worker.cpuSeconds();
        site.run(new Job(id, "photos", Set.of(MaskKind.MACHINE, MaskKind.INSTANCE)));
        return worker.cpuSeconds() - start;
    }
}
