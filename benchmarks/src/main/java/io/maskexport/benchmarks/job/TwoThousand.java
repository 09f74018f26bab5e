package io.maskexport.benchmarks.job;

import java.util.Locale;
import java.util.Set;

import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.render.MaskKind;

/** Measures the memory and time of a worker with 256 MB of heap that exports 2,000 photos of 1 MB each. */
public final class TwoThousand {
    private static final int ITEMS = 2_000;
    private static final int WIDTH = 1_920;
    private static final int HEIGHT = 1_250;
    /** With this quality, photos of this size have 1 MB. */
    private static final float QUALITY = 0.98f;
    private static final int POLYGONS = 20;

    private TwoThousand() {}

    /**
     * Prints the figures; exit status 0 if the parts contain everything.
     *
     * @param arguments number of images; default 2,000
     */
    public static void main(String[] arguments) throws Exception {
        int items = arguments.length == 0 ? ITEMS : Integer.parseInt(arguments[0]);
        System.exit(exportsAll(items) ? 0 : 1);
    }

    private static boolean exportsAll(int items) throws Exception {
        var project = SampleProject.of(items, SamplePhoto.jpeg(WIDTH, HEIGHT, QUALITY), WIDTH, HEIGHT, POLYGONS);
        try (var testBed = JobTestBed.start(); var worker = new SmallWorker(testBed)) {
            testBed.add("photos", project);
            var figures = worker.run(new JobRequest("photos-1", "photos", Set.of(MaskKind.HUMAN, MaskKind.MACHINE)));
            print(project, figures);
            var totals = figures.completed().totals();
            return totals.rendered() == items && totals.masks().human() == items && totals.masks().machine() == items;
        }
    }

    private static void print(SampleProject project, SmallWorker.JobFigures figures) {
        var totals = figures.completed().totals();
        System.out.printf(Locale.ROOT, """
                | | |
                |---|---:|
                | images | %,d of %,d bytes, %d x %d pixels, %d polygons each |
                | bytes of the images | %,.0f MB |
                | human and machine masks | %,d and %,d |
                | parts | %d, %,.0f MB |
                | time from the request to the last event | %.0f s |
                | CPU time of the worker | %.0f s, %.0f ms an image |
                | heap after collections, at most (-Xmx256m) | %d MB |
                | resident memory of the worker, at most | %,.0f MB |
                """, totals.items(), project.image().length, WIDTH, HEIGHT, POLYGONS, project.imageBytes() / 1e6,
                totals.masks().human(), totals.masks().machine(), figures.completed().partCount(),
                totals.bytes() / 1e6, figures.seconds(), figures.cpuSeconds(),
                1e3 * figures.cpuSeconds() / totals.items(), figures.heap().largest(),
                figures.peakResidentBytes() / 1e6);
    }
}
