package io.maskexport.benchmarks.compare;

import java.util.Locale;

/**
 * What a figure must reach and what it should.
 *
 * @param work what is measured
 * @param unit what follows the figure: a ratio's {@code x}, {@code MB} …
 * @param floor the gate
 * @param target what we want
 */
record RatioGoal(String work, String unit, double floor, double target) {
    /** A figure that is shown and gates nothing; less of it is better. */
    static RatioGoal watched(String work, String unit, double target) {
        return new RatioGoal(work, unit, Double.POSITIVE_INFINITY, target);
    }

    /** Whether more is better; else less is. */
    private boolean grows() {
        return target > floor;
    }

    boolean holdsFloor(double figure) {
        return grows() ? figure >= floor : figure <= floor;
    }

    boolean holdsTarget(double figure) {
        return grows() ? figure >= target : figure <= target;
    }

    String verdict(double figure) {
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
