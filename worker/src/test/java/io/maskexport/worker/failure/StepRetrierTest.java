package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.maskexport.worker.failure.RetryableStep.EarlierTries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class StepRetrierTest {
    private static final Duration CAP = Duration.ofSeconds(20);

    private final SimulatedTime time = new SimulatedTime();
    private final StepRetrier retry = new StepRetrier(time, time, new Random(1));
    private final List<EarlierTries> befores = new ArrayList<>();

    @Test
    void each_try_is_reported_with_its_result() throws IOException {
        List<String> tries = new ArrayList<>();
        var reporting = new StepRetrier(time, time, new Random(1), (what, result) -> tries.add(what + " " + result));
        var thrown = new ArrayList<Exception>(List.of(reset(), status(500), status(429), status(503),
                new S3Error(400, "RequestLimitExceeded", "", Optional.empty()), status(403)));
        reporting.call("get a", () -> {
            if (!thrown.isEmpty()) {
                throw thrown.removeFirst();
            }
            return 1;
        });
        assertThat(catchThrowable(() -> reporting.call("put b", () -> {
            throw new S3Error(404, "NoSuchBucket", "", Optional.empty());
        }))).isInstanceOf(Failure.Terminal.class);
        assertThat(catchThrowable(() -> reporting.call("list c", () -> {
            throw new BrokenAnswer("cut off", null);
        }))).isInstanceOf(Failure.Terminal.class);

        assertThat(tries).containsExactly("get a TRANSIENT", "get a TRANSIENT", "get a THROTTLED", "get a THROTTLED",
                "get a THROTTLED", "get a DENIED", "get a OK", "put b REFUSED", "list c INVALID", "list c INVALID",
                "list c INVALID");
        assertThat(reporting.retryTokens()).isLessThan(RetryBudget.CAPACITY);
    }

    @Test
    void a_success_is_returned_at_once() throws IOException {
        assertThat(retry.call("get", () -> 7)).isEqualTo(7);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void a_transient_failure_is_tried_again_until_it_passes() throws IOException {
        assertThat(callConditional(reset(), reset(), status(500))).isEqualTo(4);
        assertThat(time.pauses).hasSize(3);
    }

    @Test
    void a_failure_that_stays_is_transient_after_eight_tries() {
        assertThatThrownBy(() -> retry.call("get", this::failing)).isInstanceOf(Failure.Transient.class)
                .hasMessageContaining("get: 8 tries failed").hasRootCauseInstanceOf(SocketException.class);
        assertThat(befores).hasSize(StepRetrier.TRIES);
    }

    @Test
    void a_refusal_that_stays_is_terminal_after_three_tries() {
        assertThat(catchThrowable(() -> callConditional(status(403), status(403), status(403))))
                .isInstanceOfSatisfying(Failure.Terminal.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Failure.Terminal.TerminalKind.ACCESS_DENIED));
        assertThat(befores).hasSize(StepRetrier.TRIES_IN_DOUBT);
    }

    @Test
    void a_refusal_that_passes_is_none() throws IOException {
        assertThat(callConditional(status(403), status(403))).isEqualTo(3);
    }

    @Test
    void a_definite_answer_ends_it() {
        assertThatThrownBy(() -> callConditional(invalid())).isInstanceOf(Failure.Terminal.class);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void a_step_learns_that_an_earlier_try_had_no_answer() throws IOException {
        callConditional(new ConnectException(), status(429), reset(), status(429));
        assertThat(befores).containsExactly(EarlierTries.NOTHING, EarlierTries.NOTHING, EarlierTries.NOTHING,
                EarlierTries.UNKNOWN,
                EarlierTries.UNKNOWN);
    }

    @Test
    void an_effect_that_cannot_be_known_is_ambiguous() {
        assertThatThrownBy(
                () -> callConditional(reset(), status(429), status(429), status(429), status(429), status(429),
                        status(429), status(429)))
                .isInstanceOf(Failure.Ambiguous.class);
        assertThatThrownBy(() -> callConditional(reset(), status(403), status(403), status(403)))
                .isInstanceOf(Failure.Ambiguous.class);
        assertThatThrownBy(() -> callConditional(reset(), invalid())).isInstanceOf(Failure.Ambiguous.class);
    }

    @Test
    void an_effect_that_never_can_have_been_is_not_ambiguous() {
        var refused = new Exception[StepRetrier.TRIES];
        java.util.Arrays.setAll(refused, _ -> new ConnectException());
        assertThatThrownBy(() -> callConditional(refused)).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void what_a_step_decides_by_itself_stays() {
        var decided = new Failure.Transient("the upload is gone", null);
        assertThatThrownBy(() -> callConditional(reset(), decided)).isSameAs(decided);
    }

    @Test
    void the_store_may_ask_for_a_longer_wait() throws IOException {
        callConditional(new S3Error(503, "SlowDown", "", Optional.of(Duration.ofSeconds(90))));
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void no_try_begins_after_the_deadline() {
        var error = new S3Error(503, "SlowDown", "", Optional.of(StepRetrier.WITHIN.plusMillis(1)));
        assertThatThrownBy(() -> callConditional(error)).isInstanceOf(Failure.Transient.class);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void an_interrupted_step_is_not_tried_again() {
        assertThatThrownBy(() -> retry.call("get", () -> {
            throw new InterruptedException();
        })).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void an_interrupted_wait_ends_it() {
        Sleeper interrupted = (_, _) -> {
            throw new InterruptedException();
        };
        var impatient = new StepRetrier(time, interrupted, new Random(1));
        assertThatThrownBy(() -> impatient.call("get", this::failing)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(befores).hasSize(1);
    }

    @Test
    void an_outage_opens_the_breaker_and_the_first_success_closes_it() throws IOException {
        while (!retry.isOpen()) {
            assertThatThrownBy(() -> retry.call("get", this::failing)).isInstanceOf(Failure.class);
        }
        befores.clear();
        assertThatThrownBy(() -> retry.call("get", this::failing)).isInstanceOf(Failure.DependencyDown.class);
        assertThat(befores).isEmpty();

        time.pass(CircuitBreaker.OPEN);
        assertThatThrownBy(() -> retry.call("get", this::failing)).isInstanceOf(Failure.DependencyDown.class);
        assertThat(befores).hasSize(1);

        time.pass(CircuitBreaker.OPEN);
        assertThat(retry.call("get", () -> 7)).isEqualTo(7);
        assertThat(retry.isOpen()).isFalse();
    }

    /** Whatever the dependency does, however long its answers take. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void tries_waits_time_and_budget_stay_within_their_bounds(long seed) {
        var random = new Random(seed);
        var chance = random.nextDouble();
        var bounded = new StepRetrier(time, time, new Random(seed));
        int operations = 500;
        int succeeded = 0;
        int tried = 0;
        for (int i = 0; i < operations; i++) {
            befores.clear();
            var deadline = time.instant().plus(StepRetrier.WITHIN);
            try {
                bounded.callConditional("operation", before -> {
                    befores.add(before);
                    assertThat(time.instant()).isBeforeOrEqualTo(deadline);
                    time.pass(Duration.ofMillis(random.nextLong(random.nextBoolean() ? 60_000 : 50)));
                    if (random.nextDouble() < chance) {
                        throw anyFailure(random);
                    }
                    return befores.size();
                });
                succeeded++;
            } catch (IOException e) {
                assertThat(e).isInstanceOf(Failure.class);
            }
            assertThat(befores).hasSizeLessThanOrEqualTo(StepRetrier.TRIES);
            tried += befores.size();
        }
        assertThat(time.pauses).allMatch(pause -> pause.compareTo(CAP) <= 0);
        assertThat((tried - operations) * RetryDecision.COST).isLessThanOrEqualTo(RetryBudget.CAPACITY + succeeded);
    }

    private static Exception anyFailure(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> status(403);
            case 1 -> invalid();
            case 2 -> status(429);
            case 3 -> new BrokenAnswer("short");
            case 4 -> new ConnectException();
            default -> reset();
        };
    }

    /** @return how often it was tried */
    private int callConditional(Exception... failures) throws IOException {
        befores.clear();
        return retry.callConditional("put", before -> {
            befores.add(before);
            if (befores.size() <= failures.length) {
                throw failures[befores.size() - 1];
            }
            return befores.size();
        });
    }

    private int failing() throws IOException {
        befores.add(EarlierTries.NOTHING);
        throw reset();
    }

    private static SocketException reset() {
        return new SocketException("Connection reset");
    }

    private static S3Error invalid() {
        return new S3Error(400, "InvalidRequest", "", Optional.empty());
    }

    private static S3Error status(int status) {
        return new S3Error(status, "", "", Optional.empty());
    }
}
