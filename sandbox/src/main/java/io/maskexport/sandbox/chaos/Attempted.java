package io.maskexport.sandbox.chaos;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What workers attempted, as their logs tell at level {@code DEBUG}, and whether they gave up rightly: a request is poison
 * as far as anybody can know when five attempts at one record of it began and did not end. Safe for many threads.
 */
public final class Attempted {
    /** Attempts that do not end before a request is given up, as documented. */
    private static final int MOST = 5;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern STEP = Pattern.compile(
            "(?m)^([\\d:.]+) .*?attempt (s3://\\S+/([^/\\s]+)/attempts/\\S+/)(\\S+) (begins|ended|is not made)");

    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    /**
     * A line of a log.
     *
     * @param at time of day
     * @param record where the marks of attempts at a record are
     */
    private record Step(LocalTime at, String record, String request, String attempt, String what) {
        static Step of(MatchResult line) {
            return new Step(LocalTime.parse(line.group(1)), line.group(2), line.group(3), line.group(4),
                    line.group(5));
        }

        boolean is(String kind) {
            return what.equals(kind);
        }

        /** Logs have no dates; no run takes half a day. */
        boolean isBefore(Step other) {
            return Math.floorMod(Duration.between(at, other.at).toMillis(), DAY.toMillis()) < DAY.toMillis() / 2;
        }
    }

    /** Adds all that a worker printed. */
    public void add(String log) {
        STEP.matcher(log).results().map(Step::of).forEach(steps::add);
    }

    /** Requests that were given up, and might be. */
    public Set<String> givenUpRightly() {
        return steps.stream().filter(step -> step.is("is not made") && unended(step).size() >= MOST)
                .map(Step::request).collect(Collectors.toSet());
    }

    /** Attempts at the same record that began and did not end before. */
    private Set<String> unended(Step givenUp) {
        var unended = attempts("begins", givenUp);
        unended.removeAll(attempts("ended", givenUp));
        return unended;
    }

    private Set<String> attempts(String what, Step givenUp) {
        return steps.stream().filter(step -> step.is(what) && step.record().equals(givenUp.record()))
                .filter(step -> step.isBefore(givenUp)).map(Step::attempt)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
