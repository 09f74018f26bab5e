package io.maskexport.benchmarks.million;

import java.util.Locale;

/**
 * A plan and what it cost.
 *
 * @param seconds until the plan was recorded
 * @param cpuSeconds of the planning process meanwhile
 */
record PlanFigures(long items, int tasks, int warnings, double seconds, double cpuSeconds) {
    /** All values, separated by blanks. */
    String line() {
        return String.format(Locale.ROOT, "%d %d %d %.3f %.3f", items, tasks, warnings, seconds, cpuSeconds);
    }

    static PlanFigures parse(String line) {
        var values = line.split(" ", -1);
        return new PlanFigures(Long.parseLong(values[0]), Integer.parseInt(values[1]), Integer.parseInt(values[2]),
                Double.parseDouble(values[3]), Double.parseDouble(values[4]));
    }
}
