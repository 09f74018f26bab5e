package io.maskexport.benchmarks.growth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.maskexport.benchmarks.measure.GrowthCurve;
import io.maskexport.benchmarks.measure.LogLogPlot;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how costs grow, writes the plots and prints the figures. */
@Command(name = "growth", mixinStandardHelpOptions = true, description = "Measures how cost grows with objects, megapixels and items, prints the figures and writes plots.", exitCodeListHeading = "%nExit status:%n", exitCodeList = {
    "0:nothing grows faster than linear", "1:something does"})
public final class GrowthRun implements Callable<Integer> {
    /** Allowed power of growth; linear growth plus measurement noise. */
    private static final double LINEAR = 1.1;

    @Option(names = "--out", defaultValue = "docs", description = "Folder of the plots. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Option(names = "--items", defaultValue = "100000", description = "Items of the largest job; jobs grow from 100 in powers of ten; 0 for no jobs. Default: ${DEFAULT-VALUE}.")
    private int items;

    private boolean linear = true;

    private GrowthRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new GrowthRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        show("growth-objects", "objects on 12 megapixels", MaskGrowth.objects());
        show("growth-megapixels", "megapixels", MaskGrowth.megapixels());
        if (items > 0) {
            show("growth-items", "items in one request", List.of(JobGrowth.items(items)));
        }
        return linear ? 0 : 1;
    }

    private void show(String name, String x, List<GrowthCurve> curves) throws Exception {
        Files.writeString(folder.resolve(name + ".svg"), LogLogPlot.of("CPU time by " + x, x, "milliseconds", curves));
        System.out.printf("%n| %s |%n|---|%s%n", heading(x, curves.getFirst()),
                "---:|".repeat(curves.getFirst().points().size() + 1));
        for (var curve : curves) {
            var cells = new ArrayList<String>();
            curve.points().forEach(p -> cells.add(String.format(Locale.ROOT, p.y() < 10 ? "%.2f" : "%,.0f", p.y())));
            System.out.printf(Locale.ROOT, "| %s, ms | %s | %.2f |%n", curve.name(), String.join(" | ", cells),
                    curve.power());
            linear &= curve.power() <= LINEAR;
        }
    }

    private static String heading(String x, GrowthCurve curve) {
        var cells = new ArrayList<>(List.of(x));
        curve.points().forEach(point -> cells.add(String.format(Locale.ROOT, "%,.0f", point.x())));
        cells.add("power");
        return String.join(" | ", cells);
    }
}
