package io.maskexport.benchmarks.compare;

import java.util.Locale;

/**
 * The floor and the target of a figure.
 *
 * @param work what is measured
 * @param unit printed after the figure: {@code x} for a ratio, {@code MB} …
 * @param floor the gate
 * @param target the desired value
 */
record RatioGoal(String work, String unit, double floor, double target) {
    /** A figure that is shown but gates nothing; lower is better. */
    static RatioGoal watched(String work, String unit, double target) {
        return new RatioGoal(work, unit, Double.POSITIVE_INFINITY, target);
    }

    /** Whether higher is better; otherwise lower is. */
    private boolean grows() {
        return target > floor;
    }

    boolean holdsFloor(double figure) {
        return grows() ? figure >= floor : figure <= floor;
    }

    boolean holdsTarget(double figure) {
        return grows() ? figure >= target : figure <= target;
    }

    String assess(double figure) {
        return holdsTarget(figure) ? "ok" : holdsFloor(figure) ? "ok, below target" : "MISSED";
    }

    String floorText() {
        return Double.isInfinite(floor) ? "none" : (grows() ? ">= " : "<= ") + format(floor);
    }

    String format(double figure) {
        var pattern = figure >= 100 ? "%,.0f" : figure >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, figure) + unit;
    }
}
