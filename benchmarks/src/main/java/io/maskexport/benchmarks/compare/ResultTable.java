package io.maskexport.benchmarks.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The result table, printed as Markdown, each row as soon as it is known. */
final class ResultTable {
    private static final String LINE = "| %-46s | %14s | %14s | %9s | %10s | %9s | %s |%n";

    private final PrintStream out;
    private final List<TableRow> rows = new ArrayList<>();
    private final List<String> unmeasured = new ArrayList<>();

    ResultTable(PrintStream out) {
        this.out = out;
        out.printf(LINE, "work", "reference", "ours", "measured", "floor", "target", "");
        out.println("|---|---:|---:|---:|---:|---:|---|");
    }

    void add(TableRow row) {
        var goal = row.goal();
        out.printf(LINE, goal.work(), row.reference(), row.ours(), goal.format(row.figure()), goal.floorText(),
                goal.format(goal.target()), goal.assess(row.figure()));
        rows.add(row);
    }

    /** Notes rows that could not be measured. */
    void addUnmeasured(String what, Exception reason) {
        unmeasured.add(what + ": " + reason);
    }

    /** Whether every row was measured and every floor holds; prints the missed floors and targets. */
    boolean conclude() {
        var missed = rows.stream().filter(row -> !row.holds()).map(row -> row.goal().work()).toList();
        var below = rows.stream().filter(row -> row.holds() && !row.goal().holdsTarget(row.figure()))
                .map(row -> row.goal().work()).toList();
        out.println();
        out.println(rows.size() + " rows; floors missed: " + (missed.isEmpty() ? "none" : String.join(", ", missed)));
        out.println("targets not reached: " + (below.isEmpty() ? "none" : String.join(", ", below)));
        unmeasured.forEach(row -> out.println("not measured: " + row));
        return missed.isEmpty() && unmeasured.isEmpty();
    }
}
