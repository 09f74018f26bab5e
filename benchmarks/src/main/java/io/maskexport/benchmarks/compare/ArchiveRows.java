package io.maskexport.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.job.JobTestBed;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.measure.Median;
import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** Whole jobs with options of the archive, each in turn with the same job without them, in one warm worker. */
final class ArchiveRows implements AutoCloseable {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final float QUALITY = 0.94f;
    private static final int OBJECTS = 20;
    private static final int WARM_UP = 5;
    private static final String PROJECT = "archive";
    private static final Set<MaskKind> MASKS = Set.of(MaskKind.MACHINE, MaskKind.INSTANCE);

    private final JobTestBed testBed = JobTestBed.start();
    private final ChildProcess worker = testBed.worker("worker", List.of("-Xmx1g"), Map.of("RENDER_THREADS", "1"));
    private final int rounds;
    private final int images;
    private int jobs;

    ArchiveRows(int rounds, int images) throws Exception {
        this.rounds = rounds;
        this.images = images;
        testBed.add(PROJECT,
                SampleProject.of(images, SamplePhoto.jpeg(WIDTH, HEIGHT, QUALITY), WIDTH, HEIGHT, OBJECTS));
    }

    void measure(ResultTable table) throws Exception {
        measure(table, "part indexes", "\"archive\": {\"index\": true}", 1.03);
    }

    private void measure(ResultTable table, String option, String further, double target) throws Exception {
        var plain = new double[rounds];
        var with = new double[rounds];
        var ratios = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            double without = cpuSeconds("");
            double own = cpuSeconds(further);
            if (i >= 0) {
                plain[i] = without / images;
                with[i] = own / images;
                ratios[i] = own / without;
            }
        }
        table.add(new TableRow(RatioGoal.watched("whole job, " + option + ", against none", "x", target),
                TableRow.milliseconds(Median.of(plain)), TableRow.milliseconds(Median.of(with)), Median.of(ratios)));
    }

    private double cpuSeconds(String further) throws Exception {
        double start = worker.cpuSeconds();
        testBed.run(request(further));
        return worker.cpuSeconds() - start;
    }

    private JobRequest request(String further) {
        jobs++;
        return new JobRequest("archive-" + jobs, PROJECT, MASKS, further);
    }

    @Override
    public void close() throws Exception {
        worker.close();
        testBed.close();
    }
}
