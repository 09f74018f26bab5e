package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.maskexport.worker.ops.HealthProbes;

/**
 * Whether the worker lives and takes work. It is dead when the loop that polls the broker stands still, or when one of its
 * jobs has not got on for long; never because a dependency is away or because work takes long. Each job has signs of life
 * of its own: neither another job nor what the worker does beside its jobs keeps a stuck one alive. Safe for many threads.
 */
final class Liveness implements HealthProbes {
    private static final SignOfLife CURRENT = new SignOfLife();

    private final InstantSource clock;
    private final Duration stuckAfter;
    private final Duration loopStandsAfter;
    /** When each job last got on. */
    private final Set<AtomicLong> jobs = ConcurrentHashMap.newKeySet();
    private volatile IntakeState vitals = IntakeState.starting("");

    /** When the job of a thread last got on; of a thread that works on no job, nobody looks at it. */
    private static final class SignOfLife extends InheritableThreadLocal<AtomicLong> {
        @Override
        protected AtomicLong initialValue() {
            return new AtomicLong();
        }
    }

    /**
     * What is asked of the intake.
     *
     * @param lastTurn when the slowest loop last turned
     * @param unready why no work is taken
     */
    record IntakeState(Supplier<Instant> lastTurn, Supplier<Optional<String>> unready) {
        static IntakeState starting(String waitsFor) {
            return new IntakeState(() -> Instant.now(), () -> Optional.of("starting" + waitsFor));
        }
    }

    /** Work on one record, in one job. */
    @FunctionalInterface
    interface WatchedJob<T> {
        T run() throws InterruptedException;
    }

    Liveness(InstantSource clock, Duration stuckAfter, Duration lock) {
        this.clock = clock;
        this.stuckAfter = stuckAfter;
        this.loopStandsAfter = lock.multipliedBy(2).plus(Duration.ofMinutes(2));
    }

    void watch(IntakeState watched) {
        vitals = watched;
    }

    /** Not ready yet, and why. */
    void starting(String trouble) {
        vitals = IntakeState.starting(": " + trouble);
    }

    /** Does a job. What it, and every thread that it starts, calls {@link #beat} for is a sign of its life. */
    <T> T during(WatchedJob<T> job) throws InterruptedException {
        var sign = new AtomicLong(clock.millis());
        jobs.add(sign);
        CURRENT.set(sign);
        try {
            return job.run();
        } finally {
            CURRENT.remove();
            jobs.remove(sign);
        }
    }

    /** The job got on, or began a wait that is meant to be. Called for each block that is written, so it leaves no garbage. */
    void beat() {
        CURRENT.get().set(clock.millis());
    }

    /** {@link #beat} for the job of this thread, to be called by any thread. */
    Runnable beatOfThisJob() {
        var sign = CURRENT.get();
        return () -> sign.set(clock.millis());
    }

    /** Time since the job that has waited longest last got on; zero when there is nothing to do. */
    Duration age() {
        long now = clock.millis();
        return Duration.ofMillis(jobs.stream().mapToLong(sign -> now - sign.get()).max().orElse(0));
    }

    @Override
    public Optional<String> dead() {
        if (vitals.lastTurn().get().plus(loopStandsAfter).isBefore(clock.instant())) {
            return Optional.of("the loop that polls the broker stands still");
        }
        return age().compareTo(stuckAfter) > 0
                ? Optional.of("busy, and nothing happened for " + age().toSeconds() + " s")
                : Optional.empty();
    }

    @Override
    public Optional<String> unready() {
        return vitals.unready().get();
    }
}
