package io.maskexport.benchmarks.compare;

import java.util.Locale;

import io.maskexport.benchmarks.measure.Race;

/**
 * A measured line of the table.
 *
 * @param reference what the reference's steps took, or the smaller case
 * @param ours what ours took
 * @param figure what the goal is about
 */
record Row(Goal goal, String reference, String ours, double figure) {
    static Row of(Goal goal, Race race) {
        return new Row(goal, milliseconds(race.reference()), milliseconds(race.ours()), race.ratio());
    }

    static Row ofBytes(Goal goal, long reference, long ours) {
        return new Row(goal, String.format(Locale.ROOT, "%,d B", reference), String.format(Locale.ROOT, "%,d B", ours),
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
