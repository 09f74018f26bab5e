package io.maskexport.worker.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.maskexport.worker.ops.Health;

/**
 * Whether the worker lives and takes work. It is dead when the loop that polls the broker stands still, or when it is busy
 * and nothing at all has happened for long; never because a dependency is away or because work takes long.
 */
final class Pulse implements Health {
    private final InstantSource clock;
    private final Duration stuckAfter;
    private final Duration loopStandsAfter;
    private volatile long sign;
    private volatile Vitals vitals = Vitals.starting("");

    /**
     * What is asked of the intake.
     *
     * @param busy whether anything is under work
     * @param lastTurn when the slowest loop last turned
     * @param unready why no work is taken
     */
    record Vitals(BooleanSupplier busy, Supplier<Instant> lastTurn, Supplier<Optional<String>> unready) {
        static Vitals starting(String waitsFor) {
            return new Vitals(() -> false, () -> Instant.now(), () -> Optional.of("starting" + waitsFor));
        }
    }

    Pulse(InstantSource clock, Duration stuckAfter, Duration lock) {
        this.clock = clock;
        this.stuckAfter = stuckAfter;
        this.loopStandsAfter = lock.multipliedBy(2).plus(Duration.ofMinutes(2));
        this.sign = clock.millis();
    }

    void watch(Vitals watched) {
        vitals = watched;
    }

    /** Not ready yet, and why. */
    void starting(String trouble) {
        vitals = Vitals.starting(": " + trouble);
    }

    /** Something got on, or a wait began that is meant to be. Called for each block that is written, so it leaves no garbage. */
    void beat() {
        sign = clock.millis();
    }

    /** Time since something got on; zero when there is nothing to do. */
    Duration age() {
        return vitals.busy().getAsBoolean() ? Duration.ofMillis(clock.millis() - sign) : Duration.ZERO;
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
