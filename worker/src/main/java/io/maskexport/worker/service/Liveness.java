package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;
import io.maskexport.worker.ops.HealthProbes;

/**
 * Whether the worker is alive and takes work. It is dead when the loop that polls the broker stalls, or when one of its
 * jobs has made no progress for too long; never because a dependency is down or work takes long. Each job has its own
 * signs of life: neither another job nor other activity of the worker keeps a stuck job alive. Thread-safe.
 */
final class Liveness implements HealthProbes {
    private static final SignOfLife CURRENT = new SignOfLife();

    private final InstantSource clock;
    private final Duration stuckAfter;
    private final Duration loopStalledAfter;
    /** When each running job last made progress, in epoch milliseconds. */
    private final Set<AtomicLong> jobs = ConcurrentHashMap.newKeySet();
    private volatile IntakeState intake = IntakeState.starting("starting");
    private volatile boolean stopping;

    /** When the current thread's job last made progress; nobody reads it for a thread without a job. */
    private static final class SignOfLife extends InheritableThreadLocal<AtomicLong> {
        @Override
        protected AtomicLong initialValue() {
            return new AtomicLong();
        }
    }

    /**
     * The state of the intake.
     *
     * @param lastTurn when the slowest polling loop last ran
     * @param unready why the worker takes no work; empty if it does
     */
    record IntakeState(Supplier<Instant> lastTurn, Supplier<Optional<Unreadiness>> unready) {
        static IntakeState starting(String text) {
            var why = Optional.of(new Unreadiness(UnreadyReason.STARTING, text));
            return new IntakeState(() -> Instant.MAX, () -> why);
        }
    }

    /** The processing of one record. */
    @FunctionalInterface
    interface WatchedJob<T> {
        T run() throws InterruptedException;
    }

    Liveness(InstantSource clock, Duration stuckAfter, Duration lock) {
        this.clock = clock;
        this.stuckAfter = stuckAfter;
        this.loopStalledAfter = lock.multipliedBy(2).plus(Duration.ofMinutes(2));
    }

    void watch(IntakeState watched) {
        intake = watched;
    }

    /** Marks the worker as not ready yet, and says what it waits for. */
    void waitingFor(String dependency) {
        intake = IntakeState.starting("starting, waits for " + dependency);
    }

    /** Marks the worker as not ready yet, and says why what it waits for does not come. */
    void starting(String problem) {
        intake = IntakeState.starting("starting: " + problem);
    }

    /** Marks the worker as not ready from now on: it was told to stop. */
    void stopping() {
        stopping = true;
    }

    /**
     * Runs a job and watches it. Calls of {@link #beat} from its thread, and from threads that it starts, are its signs
     * of life.
     */
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

    /**
     * Reports that the job made progress or began an intended wait. Called for each block written, so it allocates
     * nothing.
     */
    void beat() {
        CURRENT.get().set(clock.millis());
    }

    /** Returns {@link #beat} for this thread's job, callable from any thread. */
    Runnable beatOfThisJob() {
        var sign = CURRENT.get();
        return () -> sign.set(clock.millis());
    }

    /** Time since the longest-waiting job last made progress; zero without jobs. */
    Duration age() {
        long now = clock.millis();
        return Duration.ofMillis(jobs.stream().mapToLong(sign -> now - sign.get()).max().orElse(0));
    }

    @Override
    public Optional<String> dead() {
        return stalled(loopStalledAfter);
    }

    /** What makes no progress: the loop that polls the broker for some time, or a job for longer than any may take. */
    private Optional<String> stalled(Duration loop) {
        if (intake.lastTurn().get().isBefore(clock.instant().minus(loop))) {
            return Optional.of("the loop that polls the broker has stalled");
        }
        return age().compareTo(stuckAfter) > 0
                ? Optional.of("busy, but no progress for " + age().toSeconds() + " s")
                : Optional.empty();
    }

    @Override
    public Optional<String> unready() {
        return unreadiness().map(Unreadiness::text);
    }

    /** As {@link #unready}; a loop that stands still counts in half the time after which the worker is restarted. */
    Optional<Unreadiness> unreadiness() {
        if (stopping) {
            return Optional.of(new Unreadiness(UnreadyReason.STOPPING, "stopping"));
        }
        return stalled(loopStalledAfter.dividedBy(2)).map(what -> new Unreadiness(UnreadyReason.STALLED, what))
                .or(() -> intake.unready().get());
    }

    /** 1 if this is why the worker is not ready, otherwise 0. */
    int isUnreadyFor(UnreadyReason reason) {
        return unreadiness().filter(why -> why.reason() == reason).isPresent() ? 1 : 0;
    }
}
