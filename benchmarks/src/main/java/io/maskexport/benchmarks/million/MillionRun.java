package io.maskexport.benchmarks.million;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import io.maskexport.benchmarks.job.JobRequest;
import io.maskexport.benchmarks.job.JobTestBed;
import io.maskexport.benchmarks.job.SmallWorker;
import io.maskexport.benchmarks.process.GcLog;
import io.maskexport.render.MaskKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plans very large projects in a small heap, prints the figures and draws the heap over time. */
@Command(name = "million", mixinStandardHelpOptions = true, description = "Plans very large projects with -Xmx256m from a bucket that generates its listing, prints the figures, and writes the heap over time as CSV and SVG.", exitCodeListHeading = "%nExit status:%n", exitCodeList = {
    "0:everything is planned or exported, and the heap does not grow", "1:something is missing, or the heap grows"})
public final class MillionRun implements Callable<Integer> {
    private static final int MEGABYTES = 256;
    private static final String HEAP = "-Xmx" + MEGABYTES + "m";
    private static final int ITEMS_OF_DATASET = 10;
    /** Allowed growth of the heap from the first third of the time to the last. */
    private static final double FLAT = 1.5;
    /** Fewer collections are those of a start, which fills the heap with classes. */
    private static final int FEW_COLLECTIONS = 50;

    @Option(names = "--items", defaultValue = "1000000", description = "Items of one dataset to plan; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(names = "--datasets", defaultValue = "100000", description = "Datasets of ten items to plan; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int datasets;

    @Option(names = "--export", defaultValue = "0", description = "Items of one dataset to export with a worker; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int exported;

    @Option(names = "--out", defaultValue = "benchmarks/target/million", description = "Folder of the CSV files and plots. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    private final List<String> rows = new ArrayList<>();
    private boolean good = true;

    private MillionRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new MillionRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        if (items > 0) {
            plan(new GeneratedProject(1, items));
        }
        if (datasets > 0) {
            plan(new GeneratedProject(datasets, ITEMS_OF_DATASET));
        }
        if (exported > 0) {
            export(new GeneratedProject(1, exported));
        }
        System.out.println("""
                | | items | tasks or parts | S3 requests | time, s | CPU, s | CPU an item, µs \
                | heap after collections, first third, last third, largest, MB | resident, MB |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|""");
        rows.forEach(System.out::println);
        return good ? 0 : 1;
    }

    private void plan(GeneratedProject project) throws Exception {
        try (var testBed = JobTestBed.start(GeneratedServers.class);
                var planner = testBed.program(ProjectPlanning.class,
                        List.of(HEAP, GcLog.option(testBed.log("gc"))))) {
            planner.send(project.name());
            var figures = PlanFigures.parse(planner.receive());
            var heap = GcLog.read(testBed.log("gc"));
            good &= figures.items() == project.totalItems() && figures.warnings() == 0;
            add("plan of " + shape(project), figures, testBed.serverFigures(), heap,
                    planner.peakResidentBytes().orElse(0L));
            write("plan-" + project.name(), "Heap after collections, plan of " + shape(project), heap);
        }
    }

    private void export(GeneratedProject project) throws Exception {
        try (var testBed = JobTestBed.start(GeneratedServers.class); var worker = new SmallWorker(testBed)) {
            var figures = worker.run(new JobRequest("export", project.name(),
                    Set.of(MaskKind.HUMAN, MaskKind.MACHINE)));
            var totals = figures.completed().totals();
            good &= totals.rendered() == project.totalItems();
            add("export of " + shape(project),
                    new PlanFigures(totals.items(), figures.completed().partCount(), 0, figures.seconds(),
                            figures.cpuSeconds()),
                    testBed.serverFigures(), figures.heap(), figures.peakResidentBytes());
            write("export-" + project.name(), "Heap after collections, export of " + shape(project), figures.heap());
        }
    }

    private static String shape(GeneratedProject project) {
        return project.datasets() == 1
                ? String.format(Locale.ROOT, "%,d items in one dataset", project.items())
                : String.format(Locale.ROOT, "%,d datasets of %d items", project.datasets(), project.items());
    }

    private void add(String name, PlanFigures plan, String requests, GcLog heap, long resident) {
        rows.add(String.format(Locale.ROOT, "| %s | %,d | %,d | %s | %.0f | %.0f | %.0f | %s | %.0f |", name,
                plan.items(), plan.tasks(), requests, plan.seconds(), plan.cpuSeconds(),
                1e6 * plan.cpuSeconds() / plan.items(), growth(heap), resident / 1e6));
    }

    private String growth(GcLog heap) {
        if (heap.collections().size() < FEW_COLLECTIONS) {
            return "too few collections, " + heap.largest();
        }
        int first = heap.middle(0, 3);
        int last = heap.middle(2, 3);
        good &= last <= FLAT * first;
        return first + ", " + last + ", " + heap.largest();
    }

    private void write(String name, String title, GcLog heap) throws IOException {
        var csv = new StringBuilder("seconds,megabytes\n");
        heap.collections()
                .forEach(after -> csv.append(after.seconds()).append(',').append(after.megabytes()).append('\n'));
        Files.writeString(folder.resolve(name + ".csv"), csv);
        Files.writeString(folder.resolve(name + ".svg"), HeapPlot.of(title, heap, MEGABYTES));
    }
}
