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

/** Exports against a plain copy of their originals, each in its own warm process. */
final class JobRows implements AutoCloseable {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    /** Gives 0.20 bytes a pixel, like the photos of the corpus. */
    private static final float QUALITY = 0.94f;
    private static final List<String> HEAP = List.of("-Xmx1g");
    /** Number of rounds before the figures stabilize: in the first ones, compilation takes more time than the work. */
    private static final int WARM_UP = 10;
    /** Typical number of objects in a fully labelled street scene. */
    private static final int SOME = 20;
    private static final int MANY = 100;

    private static final Set<MaskKind> SMALL_MASKS = Set.of(MaskKind.MACHINE, MaskKind.INSTANCE);
    /** What a request gets that does not say which masks it wants. */
    private static final Set<MaskKind> DEFAULT_MASKS = Set.of(MaskKind.HUMAN, MaskKind.MACHINE);

    private final JobTestBed testBed = JobTestBed.start();
    private final ChildProcess worker = testBed.worker("worker", HEAP, Map.of("RENDER_THREADS", "1"));
    private final ChildProcess copier = testBed.program(PlainCopy.class, HEAP);
    private final byte[] photo = SamplePhoto.jpeg(WIDTH, HEIGHT, QUALITY);
    private final int rounds;
    private final int images;

    JobRows(int rounds, int images) throws Exception {
        this.rounds = rounds;
        this.images = images;
    }

    void measure(ResultTable table) throws Exception {
        measure(table, MANY, SMALL_MASKS, RatioGoal.watched(name("whole job", MANY), "x", 1.3));
        measure(table, SOME, SMALL_MASKS, new RatioGoal(name("whole job", SOME), "x", 2.0, 1.3));
        measure(table, MANY, DEFAULT_MASKS, RatioGoal.watched(name("default job", MANY), "x", 6.0));
    }

    private String name(String job, int objects) {
        return "%s against a copy, %d objects in %.1f MB".formatted(job, objects, photo.length / 1e6);
    }

    private void measure(ResultTable table, int objects, Set<MaskKind> masks, RatioGoal goal) throws Exception {
        var project = (masks.contains(MaskKind.HUMAN) ? "default-" : "objects-") + objects;
        testBed.add(project, SampleProject.of(images, photo, WIDTH, HEIGHT, objects));
        var ours = new double[rounds];
        var copies = new double[rounds];
        var ratios = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            double copy = copy(project);
            double own = export(new JobRequest(project + "-" + (i + WARM_UP), project, masks));
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

    private double export(JobRequest job) throws Exception {
        double start = worker.cpuSeconds();
        testBed.run(job);
        return worker.cpuSeconds() - start;
    }

    @Override
    public void close() throws Exception {
        copier.close();
        worker.close();
        testBed.close();
    }
}
