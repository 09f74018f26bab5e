package io.maskexport.benchmarks.compare;

import java.util.Locale;

import io.maskexport.benchmarks.measure.PairedRun;

/**
 * A measured row of the table.
 *
 * @param reference cost of the reference's steps, or of the smaller case
 * @param ours cost of ours
 * @param figure the value that the goal applies to
 */
record TableRow(RatioGoal goal, String reference, String ours, double figure) {
    static TableRow of(RatioGoal goal, PairedRun pair) {
        return new TableRow(goal, milliseconds(pair.reference()), milliseconds(pair.ours()), pair.ratio());
    }

    static TableRow ofBytes(RatioGoal goal, long reference, long ours) {
        return new TableRow(goal, String.format(Locale.ROOT, "%,d B", reference),
                String.format(Locale.ROOT, "%,d B", ours),
                (double) ours / reference);
    }

    static String milliseconds(double seconds) {
        double ms = 1e3 * seconds;
        return String.format(Locale.ROOT, ms >= 100 ? "%,.0f ms" : ms >= 1 ? "%.1f ms" : "%.4f ms", ms);
    }

    boolean holds() {
        return goal.holdsFloor(figure);
    }
}
