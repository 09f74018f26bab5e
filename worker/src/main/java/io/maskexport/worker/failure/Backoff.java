package io.maskexport.worker.failure;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random wait below {@code min(cap, base * 2^n)}, which spreads clients best
 * (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
public record Backoff(Duration base, Duration cap) {
    /** @param failures how many tries failed before, from 1 */
    public Duration next(int failures, RandomGenerator random) {
        long limit = Math.min(cap.toMillis(), base.toMillis() << Math.min(failures - 1, 30));
        return Duration.ofMillis(random.nextLong(limit + 1));
    }
}
