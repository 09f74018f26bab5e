package io.maskexport.resilience.chaos;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What workers attempted, as their logs tell at level {@code DEBUG}, and whether they gave up rightly: a request is poison
 * as far as anybody can know when five attempts at one record of it ended with their worker, or had one that stood still.
 * Safe for many threads.
 */
public final class AttemptLog {
    /** Attempts that do not end before a request is given up, as documented. */
    private static final int MOST = 5;
    /** How long marks are watched before, and some more. */
    private static final Duration WATCH = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern STEP = Pattern.compile(
            "(?m)^([\\d:.]+) .*?attempt (s3://\\S+/([^/\\s]+)/attempts/\\S+/)(\\S+) (begins|ended|is not made)");

    private final Queue<LoggedAttempt> steps = new ConcurrentLinkedQueue<>();

    /**
     * A line of a log.
     *
     * @param at time of day
     * @param record where the marks of attempts at a record are
     */
    private record LoggedAttempt(LocalTime at, String record, String request, String attempt, String what,
            List<WorkerPause> silences) {
        static LoggedAttempt of(MatchResult line, List<WorkerPause> silences) {
            return new LoggedAttempt(LocalTime.parse(line.group(1)), line.group(2), line.group(3), line.group(4),
                    line.group(5), silences);
        }

        boolean isAbout(LoggedAttempt other) {
            return record.equals(other.record);
        }

        /** Whether the worker of this step stood still at some time while another one watched its mark. */
        boolean wasSilent(LoggedAttempt givenUp) {
            return silences.stream().anyMatch(silence -> isBefore(silence.from, givenUp.at)
                    && isBefore(givenUp.at.minus(WATCH), silence.until));
        }

        boolean is(String kind) {
            return what.equals(kind);
        }

        /** Logs have no dates; no run takes half a day. */
        boolean isBefore(LoggedAttempt other) {
            return isBefore(at, other.at);
        }

        private static boolean isBefore(LocalTime one, LocalTime other) {
            return Math.floorMod(Duration.between(one, other).toMillis(), DAY.toMillis()) < DAY.toMillis() / 2;
        }
    }

    /**
     * Adds all that a worker printed.
     *
     * @param silences when it stood still, in order; the end of a worker that was killed is not among them
     */
    public void add(String log, List<WorkerPause> silences) {
        STEP.matcher(log).results().map(line -> LoggedAttempt.of(line, silences)).forEach(steps::add);
    }

    /** A time in which a worker stood still. */
    public record WorkerPause(LocalTime from, LocalTime until) {}

    /** Requests that were given up, and might be. */
    public Set<String> givenUpRightly() {
        return steps.stream().filter(step -> step.is("is not made") && dead(step).size() >= MOST)
                .map(LoggedAttempt::request).collect(Collectors.toSet());
    }

    /** Attempts at the same record that began, and whose worker had died by then, or stood still while marks were watched. */
    private Set<String> dead(LoggedAttempt givenUp) {
        var dead = steps.stream().filter(step -> step.is("begins") && step.isAbout(givenUp) && step.isBefore(givenUp))
                .filter(step -> step.wasSilent(givenUp) || attempts("ended", step.record()).stream()
                        .noneMatch(step.attempt()::equals))
                .map(LoggedAttempt::attempt).collect(Collectors.toCollection(HashSet::new));
        dead.removeAll(steps.stream().filter(step -> step.is("ended") && step.isAbout(givenUp)
                && step.isBefore(givenUp)).map(LoggedAttempt::attempt).collect(Collectors.toSet()));
        return dead;
    }

    private Set<String> attempts(String what, String record) {
        return steps.stream().filter(step -> step.is(what) && step.record().equals(record)).map(LoggedAttempt::attempt)
                .collect(Collectors.toSet());
    }
}
