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
 * The attempts of workers, from their {@code DEBUG} logs, and whether giving a request up was right: a request counts
 * as poison when five workers died, or stood still, during attempts at one of its records. Thread-safe.
 */
public final class AttemptLog {
    /** Number of dead workers after which a request is given up, as documented. */
    private static final int GIVEN_UP_AFTER = 5;
    /** How long a worker watches marks before it gives up, with some margin. */
    private static final Duration WATCH = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern STEP = Pattern.compile(
            "(?m)^([\\d:.]+) .*?attempt (s3://\\S+/([^/\\s]+)/attempts/\\S+/)(\\S+) (begins|ended|is not made)");

    private final Queue<LoggedAttempt> attempts = new ConcurrentLinkedQueue<>();

    /**
     * A log line.
     *
     * @param at time of day
     * @param record folder of the marks of attempts at the record
     */
    private record LoggedAttempt(LocalTime at, String record, String request, String attempt, String what,
            List<WorkerPause> pauses) {
        static LoggedAttempt of(MatchResult line, List<WorkerPause> pauses) {
            return new LoggedAttempt(LocalTime.parse(line.group(1)), line.group(2), line.group(3), line.group(4),
                    line.group(5), pauses);
        }

        boolean isAbout(LoggedAttempt other) {
            return record.equals(other.record);
        }

        /** Whether this attempt's worker stood still while another one watched its mark. */
        boolean wasPaused(LoggedAttempt givenUp) {
            return pauses.stream().anyMatch(pause -> isBefore(pause.from, givenUp.at)
                    && isBefore(givenUp.at.minus(WATCH), pause.until));
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
     * Adds the whole log of a worker.
     *
     * @param pauses when it stood still, in order; does not include its death
     */
    public void add(String log, List<WorkerPause> pauses) {
        STEP.matcher(log).results().map(line -> LoggedAttempt.of(line, pauses)).forEach(attempts::add);
    }

    /** A time during which a worker stood still. */
    public record WorkerPause(LocalTime from, LocalTime until) {}

    /** The worker's process, which the name of an attempt begins with. */
    private static String process(String attempt) {
        int end = attempt.lastIndexOf('-');
        return end < 0 ? attempt : attempt.substring(0, end);
    }

    /** Requests that were given up and could be. */
    public Set<String> givenUpRightly() {
        return attempts.stream()
                .filter(attempt -> attempt.is("is not made") && deadProcesses(attempt) >= GIVEN_UP_AFTER)
                .map(LoggedAttempt::request).collect(Collectors.toSet());
    }

    private long deadProcesses(LoggedAttempt givenUp) {
        return dead(givenUp).stream().map(AttemptLog::process).distinct().count();
    }

    /** Attempts at the same record whose worker had died by then, or stood still while marks were watched. */
    private Set<String> dead(LoggedAttempt givenUp) {
        var dead = attempts.stream()
                .filter(attempt -> attempt.is("begins") && attempt.isAbout(givenUp) && attempt.isBefore(givenUp))
                .filter(attempt -> attempt.wasPaused(givenUp) || attempts("ended", attempt.record()).stream()
                        .noneMatch(attempt.attempt()::equals))
                .map(LoggedAttempt::attempt).collect(Collectors.toCollection(HashSet::new));
        dead.removeAll(attempts.stream().filter(attempt -> attempt.is("ended") && attempt.isAbout(givenUp)
                && attempt.isBefore(givenUp)).map(LoggedAttempt::attempt).collect(Collectors.toSet()));
        return dead;
    }

    private Set<String> attempts(String what, String record) {
        return attempts.stream().filter(attempt -> attempt.is(what) && attempt.record().equals(record))
                .map(LoggedAttempt::attempt)
                .collect(Collectors.toSet());
    }
}
