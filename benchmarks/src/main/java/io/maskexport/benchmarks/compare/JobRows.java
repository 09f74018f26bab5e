package io.maskexport.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.job.JobTestBed;
import io.maskexport.benchmarks.job.PlainCopy;
import io.maskexport.benchmarks.job.SampleProject;
import io.maskexport.benchmarks.measure.Median;
import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** An export with machine and instance masks against a mere copy of its originals, each in a warm process of its own. */
final class JobRows implements AutoCloseable {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    /** Makes 0.20 bytes a pixel, as the photos of the corpus have. */
    private static final float QUALITY = 0.94f;
    private static final List<String> HEAP = List.of("-Xmx1g");
    /** Rounds before the figures hardly fall any more: in the first ones the compiler takes more time than the work. */
    private static final int WARM_UP = 10;
    /** As many as a street has that is labelled in full. */
    private static final int SOME = 20;
    private static final int MANY = 100;

    private final JobTestBed site = JobTestBed.start();
    private final ChildProcess worker = site.worker("worker", HEAP, Map.of("RENDER_THREADS", "1"));
    private final ChildProcess copier = site.program(PlainCopy.class, HEAP);
    private final byte[] photo = SamplePhoto.jpeg(WIDTH, HEIGHT, QUALITY);
    private final int rounds;
    private final int images;

    JobRows(int rounds, int images) throws Exception {
        this.rounds = rounds;
        this.images = images;
    }

    void measure(ResultTable table) throws Exception {
        measure(table, MANY, RatioGoal.watched(name(MANY), "x", 1.3));
        measure(table, SOME, new RatioGoal(name(SOME), "x", 2.0, 1.3));
    }

    private String name(int objects) {
        return "whole job against a copy, %d objects in %.1f MB".formatted(objects, photo.length / 1e6);
    }

    private void measure(ResultTable table, int objects, RatioGoal goal) throws Exception {
        var project = "objects-" + objects;
        site.add(project, SampleProject.of(images, photo, WIDTH, HEIGHT, objects));
        var ours = new double[rounds];
        var copies = new double[rounds];
        var ratios = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            double copy = copy(project);
            double own = export(project, project + "-" + (i + WARM_UP));
            if (i >= 0) {
                copies[i] = copy / images;
                ours[i] = own / images;
                ratios[i] = own / copy;
            }
        }
        table.add(new TableRow(goal, TableRow.milliseconds(Median.of(copies)), TableRow.milliseconds(Median.of(ours)),
                Median.of(ratios)));
    }

    private double copy(String project) throws Exception {
        double start = copier.cpuSeconds();
        copier.send(project);
        copier.receive();
        return copier.cpuSeconds() - start;
    }

    private double export(String project, String id) throws Exception {
        double start = worker.cpuSeconds();
        site.run(new JobRequest(id, project, Set.of(MaskKind.MACHINE, MaskKind.INSTANCE)));
        return worker.cpuSeconds() - start;
    }

    @Override
    public void close() throws Exception {
        copier.close();
        worker.close();
        site.close();
    }
}
