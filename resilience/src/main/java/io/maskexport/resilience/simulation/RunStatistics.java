package io.maskexport.resilience.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Statistics of many runs. Not thread-safe. */
final class RunStatistics {
    private final SortedSet<Long> violated = new TreeSet<>();
    private final Map<CallFault, Long> faults = new EnumMap<>(CallFault.class);
    private final Map<String, Long> endings = new TreeMap<>();
    private long runs;
    private long steps;

    void add(long seed, SimulationRun.RunResult result) {
        runs++;
        steps += result.steps();
        if (!result.violations().isEmpty()) {
            violated.add(seed);
        }
        result.faultCounts().forEach((fault, n) -> faults.merge(fault, (long) n, Long::sum));
        result.endings().forEach(ending -> endings.merge(ending, 1L, Long::sum));
    }

    void add(RunStatistics other) {
        runs += other.runs;
        steps += other.steps;
        violated.addAll(other.violated);
        other.faults.forEach((fault, n) -> faults.merge(fault, n, Long::sum));
        other.endings.forEach((ending, n) -> endings.merge(ending, n, Long::sum));
    }

    /** Seeds whose runs ended with a violation, in order. */
    SortedSet<Long> violated() {
        return violated;
    }

    long runs() {
        return runs;
    }

    /** Number of faults by kind. */
    Map<CallFault, Long> faults() {
        return faults;
    }

    /** Number of terminal events by kind, failures by reason; including repetitions. */
    Map<String, Long> endings() {
        return endings;
    }

    @Override
    public String toString() {
        return "seeds=%d violations=%d%s steps=%d faults: %s events: %s".formatted(runs, violated.size(),
                violated.isEmpty() ? "" : " first=" + violated.getFirst(), steps, list(faults), list(endings));
    }

    private static String list(Map<?, Long> counts) {
        return counts.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }
}
