package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.StepListener.TryResult;

/**
 * The one place that retries an operation on a dependency. There is one instance for each endpoint, whose budget and
 * breaker all operations share. Thread-safe.
 */
public final class StepRetrier {
    /** Tries of one operation, including the first. */
    public static final int TRIES = 8;
    /** Tries before a refusal or an invalid answer counts. */
    public static final int TRIES_IN_DOUBT = 3;
    /** Time after which no further try of an operation begins. */
    public static final Duration WITHIN = Duration.ofMinutes(2);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(20));
    /** Doubtful answers need time to change: rights and credentials propagate, a gateway starts. */
    private static final Backoff BACKOFF_IN_DOUBT = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(20));

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final StepListener listener;
    private final RetryBudget budget = new RetryBudget();
    private final CircuitBreaker breaker;

    public StepRetrier(InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        this(clock, sleeper, random, StepListener.NONE);
    }

    public StepRetrier(InstantSource clock, Sleeper sleeper, RandomGenerator random, StepListener listener) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.listener = listener;
        this.breaker = new CircuitBreaker(clock);
    }

    /** Uses the machine's clock. */
    public static StepRetrier system() {
        return system(StepListener.NONE);
    }

    /** As {@link #system()}, and reports each try. */
    public static StepRetrier system(StepListener listener) {
        return new StepRetrier(InstantSource.system(), Sleeper.REAL, RandomGenerator.getDefault(), listener);
    }

    /** Whether calls are refused at once because the dependency is down. */
    public boolean isOpen() {
        return breaker.isOpen();
    }

    /** Tokens left for retries, at most {@value RetryBudget#CAPACITY}; with none left, no failed step is tried again. */
    public int retryTokens() {
        return budget.tokens();
    }

    /**
     * Runs an idempotent step until it succeeds or retrying is pointless.
     *
     * @param what the operation and its object, {@code get s3://bucket/key}: named in messages
     * @throws Failure never {@link Failure.Ambiguous}
     * @throws InterruptedIOException on interruption, with the thread's flag set
     */
    public <T> T call(String what, Callable<T> step) throws IOException {
        return new RetriedStep<>(what, _ -> step.call(), false).run();
    }

    /**
     * Runs a step whose effect must be known, such as a conditional write.
     *
     * @throws Failure {@link Failure.Ambiguous} when no further try makes sense and one of them may have had its effect
     * @throws InterruptedIOException on interruption, with the thread's flag set
     */
    public <T> T callConditional(String what, RetryableStep<T> step) throws IOException {
        return new RetriedStep<>(what, step, true).run();
    }

    /** One operation and its tries. */
    private final class RetriedStep<T> {
        private final String what;
        private final RetryableStep<T> step;
        private final Instant deadline = clock.instant().plus(WITHIN);
        private final boolean conditional;
        private int failures;
        private int doubts;
        private RetryableStep.EarlierTries before = RetryableStep.EarlierTries.NOTHING;

        RetriedStep(String what, RetryableStep<T> step, boolean conditional) {
            this.what = what;
            this.step = step;
            this.conditional = conditional;
        }

        T run() throws IOException {
            while (true) {
                if (!breaker.admits()) {
                    throw new Failure.DependencyDown(
                            what + ": the store is unavailable; not calling it for some seconds",
                            null);
                }
                try {
                    var result = step.run(before);
                    listener.tried(what, TryResult.OK);
                    breaker.succeeded();
                    budget.refill(1);
                    return result;
                } catch (InterruptedException e) {
                    throw Interruption.asIo(e);
                } catch (Exception e) {
                    again(e);
                }
            }
        }

        /** Waits for the next try, or throws if there is none. */
        private void again(Exception thrown) throws IOException {
            FatalErrors.rethrow(thrown);
            failures++;
            var decision = RetryDecision.of(what, thrown);
            if (decision instanceof RetryDecision.DoNotRetry(InterruptedIOException e)) {
                throw Interruption.asIo(e);
            }
            listener.tried(what, RetryDecision.result(decision, thrown));
            switch (decision) {
                case RetryDecision.DoNotRetry(var failure) -> {
                    breaker.succeeded();
                    throw ambiguousIfUnknown(failure);
                }
                case RetryDecision.RetryBriefly(var failure, var unknown) -> {
                    doubts++;
                    note(unknown);
                    if (doubts >= TRIES_IN_DOUBT) {
                        throw ambiguousIfUnknown(failure);
                    }
                    waitFor(RetryDecision.COST, BACKOFF_IN_DOUBT.next(doubts, random), thrown);
                }
                case RetryDecision.Retry(var cost, var after, var unknown) -> {
                    note(unknown);
                    var wait = BACKOFF.next(failures, random);
                    waitFor(cost, after.filter(asked -> asked.compareTo(wait) > 0).orElse(wait), thrown);
                }
            }
        }

        private void note(boolean unknown) {
            if (unknown) {
                before = RetryableStep.EarlierTries.UNKNOWN;
            }
        }

        private void waitFor(int cost, Duration wait, Exception thrown) throws IOException {
            boolean paid = budget.take(cost);
            breaker.failed(!paid);
            if (!paid) {
                throw new Failure.DependencyDown(
                        what + ": retry budget exhausted, last failure: " + FailureWording.of(thrown), thrown);
            }
            if (failures >= TRIES || clock.instant().plus(wait).isAfter(deadline)) {
                throw exhausted(thrown);
            }
            try {
                sleeper.sleep(wait);
            } catch (InterruptedException e) {
                throw Interruption.asIo(e);
            }
        }

        /** A refusal of this try does not tell what an earlier try without an answer did. */
        private IOException ambiguousIfUnknown(IOException failure) {
            return conditional && before == RetryableStep.EarlierTries.UNKNOWN && failure instanceof Failure.Terminal
                    ? new Failure.Ambiguous(failure.getMessage() + "; an earlier try may have taken effect", failure)
                    : failure;
        }

        private Failure exhausted(Exception thrown) {
            var message = what + ": " + failures + " tries failed, last failure: " + FailureWording.of(thrown);
            return conditional && before == RetryableStep.EarlierTries.UNKNOWN
                    ? new Failure.Ambiguous(message, thrown)
                    : new Failure.Transient(message, thrown);
        }
    }
}
