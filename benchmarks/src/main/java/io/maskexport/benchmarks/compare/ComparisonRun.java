package io.maskexport.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the goals and prints the table. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Runs the reference's steps and ours in turn on the same images, with one thread each, and prints their cost.",
    "CPU time of the whole process, medians of the rounds."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:every floor holds", "1:a floor is missed, or a row could not be measured"})
public final class ComparisonRun implements Callable<Integer> {
    @Parameters(paramLabel = "ROWS", description = "Which rows: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<RowGroup> groups = new ArrayList<>();

    @Option(names = "--quick", description = "Runs one round, human masks with 5 labels only, and rows that start processes only if they are named.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each comparison. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--images", defaultValue = "24", description = "Images of the whole job. Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(names = "--items", defaultValue = "100000", description = "Number of small items in one request. Default: ${DEFAULT-VALUE}.")
    private int items;

    private ComparisonRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ComparisonRun()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        var table = new ResultTable(System.out);
        var scope = new RunScope(quick ? 1 : rounds, quick, images, items);
        for (var group : chosen()) {
            measure(group, table, scope);
        }
        return table.conclude() ? 0 : 1;
    }

    /** A failed group does not stop the others. */
    private static void measure(RowGroup group, ResultTable table, RunScope scope) throws InterruptedException {
        try {
            group.measure(table, scope);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            table.addUnmeasured(group.name().toLowerCase(Locale.ROOT), e);
        }
    }

    private Iterable<RowGroup> chosen() {
        if (!groups.isEmpty()) {
            return groups;
        }
        return quick ? EnumSet.range(RowGroup.MACHINE, RowGroup.HUMAN) : EnumSet.allOf(RowGroup.class);
    }
}
