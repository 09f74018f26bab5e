package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttemptLoopTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ENOUGH = 12;
    private static final int NEVER = 0;
    private static final Duration DENIAL = Duration.ofSeconds(30);

    /** Which try each failure gives a step up at: by whether the work bucket answers, and whether the request is late. */
    static List<LoopRow> table() {
        return List.of(
                new LoopRow(new Failure.Transient("reset", null), NEVER, 1, NEVER, 1),
                new LoopRow(new Failure.Ambiguous("no answer", null), NEVER, 1, NEVER, 1),
                new LoopRow(new Failure.DependencyDown("away", null), NEVER, 1, NEVER, 1),
                new LoopRow(new SocketTimeoutException("timed out"), NEVER, 1, NEVER, 1),
                new LoopRow(new UncheckedIOException(new IOException("reset")), NEVER, 1, NEVER, 1),
                new LoopRow(new NotUnderstood("r1", "a plan of format 2", null), NEVER, NEVER, NEVER, NEVER),
                new LoopRow(new UncheckedIOException(new NotUnderstood("r1", "items", null)), NEVER, NEVER, NEVER,
                        NEVER),
                new LoopRow(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "denied", null), 3, 3, NEVER, NEVER),
                new LoopRow(new Failure.Terminal(TerminalKind.NO_SUCH_BUCKET, "none", null), 3, 3, NEVER, NEVER),
                new LoopRow(new Failure.Terminal(TerminalKind.OBJECT_UNAVAILABLE, "cold", null), 3, 3, NEVER, NEVER),
                new LoopRow(new Failure.Terminal(TerminalKind.PROTOCOL_ERROR, "odd", null), 3, 3, NEVER, NEVER),
                new LoopRow(new BrokenAnswer("unreadable"), 3, 3, NEVER, NEVER),
                new LoopRow(new UncheckedIOException(new BrokenAnswer("a list")), 3, 3, NEVER, NEVER),
                new LoopRow(new IllegalStateException("a bug"), 3, 3, NEVER, NEVER),
                new LoopRow(new DefectException(DefectCode.MISSING_META, "none"), 1, 1, 1, 1));
    }

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> requeued = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private static final MinioObjectStore UNUSED = new MinioObjectStore(
            WorkerSettings.storeFrom(Map.of("S3_ENDPOINT", "http://localhost:1", "S3_ACCESS_KEY", "access",
                    "S3_SECRET_KEY", "secretsecret")),
            StepRetrier.system());
    private int tries;
    private boolean queueIsAway = true;
    private Instant now = NOW;
    private Duration denial = Duration.ZERO;
    private FailedAttempts failed = FailedAttempts.NONE;

    /** Numbers of the try that is the last one; {@link #NEVER} where the step is repeated until it succeeds. */
    record LoopRow(Exception failure, int answering, int answeringLate, int away, int awayLate) {
        @Override
        public String toString() {
            return failure.toString();
        }
    }

    @AfterAll
    static void close() {
        UNUSED.close();
    }

    @ParameterizedTest
    @MethodSource("table")
    void each_failure_has_its_number_of_tries(LoopRow row) throws InterruptedException {
        assertThat(triesUntilGivenUp(row.failure, true, false)).isEqualTo(row.answering);
        assertThat(triesUntilGivenUp(row.failure, true, true)).isEqualTo(row.answeringLate);
        assertThat(triesUntilGivenUp(row.failure, false, false)).isEqualTo(row.away);
        assertThat(triesUntilGivenUp(row.failure, false, true)).isEqualTo(row.awayLate);
    }

    @ParameterizedTest
    @MethodSource("table")
    void every_failure_is_followed_by_a_wait_also_that_of_a_fallback(LoopRow row) throws InterruptedException {
        var outcome = loop(NOW).insist(failing(row.failure), _ -> {
            throw new Failure.DependencyDown("nothing can be told", null);
        }, () -> {});

        assertThat(outcome).isEqualTo(WorkOutcome.DONE);
        assertThat(waits).hasSize(ENOUGH - 1);
    }

    @ParameterizedTest
    @MethodSource("table")
    void what_has_no_fallback_is_never_given_up_and_waits_between_its_tries(LoopRow row) throws InterruptedException {
        assertThat(loop(NOW.minusSeconds(1)).insist(failing(row.failure))).isEqualTo(WorkOutcome.DONE);
        assertThat(tries).isEqualTo(ENOUGH);
        assertThat(waits).hasSize(ENOUGH - 1);
    }

    @Test
    void reasons_that_change_are_not_counted_together() throws InterruptedException {
        var denied = new Failure.Terminal(TerminalKind.ACCESS_DENIED, "denied", null);
        var broken = new BrokenAnswer("unreadable");
        var reset = new Failure.Transient("reset", null);
        var failures = List.of(denied, denied, broken, denied, denied, reset, broken, broken, denied);
        loop(NOW).insist(() -> {
            if (tries < failures.size()) {
                throw failures.get(tries++);
            }
        }, _ -> assertThat(tries).isNegative(), () -> {});

        assertThat(tries).isEqualTo(failures.size());
    }

    @Test
    void an_outage_is_put_off_at_its_second_failure_with_the_count_of_failures() throws InterruptedException {
        queueIsAway = false;

        assertThat(loop(NOW).insist(failing(new Failure.Transient("reset", null)), _ -> {}, () -> {}))
                .isEqualTo(WorkOutcome.PUT_OFF);
        assertThat(waits).hasSize(1);
        assertThat(requeued).singleElement().asString().endsWith(" after 2");
    }

    @Test
    void what_another_version_has_to_deal_with_is_put_off_at_once_and_its_doubts_stay() throws InterruptedException {
        queueIsAway = false;
        var doubt = new FailedAttempts.Doubt(ReasonCode.ACCESS_DENIED, 2, NOW, NOW);
        failed = new FailedAttempts(7, Optional.of(doubt));

        assertThat(loop(NOW.minusSeconds(1)).insist(failing(new NotUnderstood("r1", "a plan of format 2", null)),
                _ -> {}, () -> {})).isEqualTo(WorkOutcome.PUT_OFF);
        assertThat(waits).isEmpty();
        assertThat(left).containsExactly("r1");
        assertThat(failed).isEqualTo(new FailedAttempts(8, Optional.of(doubt)));
    }

    @Test
    void a_record_for_another_version_never_waits_as_long_as_after_an_outage() throws InterruptedException {
        loop(NOW).insist(failing(new NotUnderstood("r1", "a plan of format 2", null)));
        assertThat(waits).hasSizeGreaterThan(10).allMatch(wait -> wait.toSeconds() < 10);

        waits.clear();
        tries = 0;
        loop(NOW).insist(failing(new Failure.Transient("reset", null)));
        assertThat(waits).anyMatch(wait -> wait.toSeconds() > 30);
    }

    @Test
    void a_denial_is_put_off_like_an_outage_and_believed_when_it_has_lasted_over_all_its_records()
            throws InterruptedException {
        queueIsAway = false;
        denial = DENIAL;
        var given = new ArrayList<AttemptDecision.GiveUp>();
        var outcome = WorkOutcome.PUT_OFF;
        while (outcome == WorkOutcome.PUT_OFF) {
            outcome = loop(NOW.plusSeconds(9_999)).insist(
                    failing(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "denied", null)), given::add, () -> {});
            now = now.plusSeconds(10);
        }

        assertThat(given).extracting(AttemptDecision.GiveUp::reason).containsExactly(ReasonCode.ACCESS_DENIED);
        assertThat(requeued).hasSizeGreaterThanOrEqualTo(2);
        assertThat(now).isAfter(NOW.plus(DENIAL));
    }

    @Test
    void what_nobody_else_may_do_is_never_put_off() throws InterruptedException {
        queueIsAway = false;

        assertThat(loop(NOW).insistHere(failing(new Failure.Transient("reset", null)))).isEqualTo(WorkOutcome.DONE);
        assertThat(requeued).isEmpty();
    }

    @Test
    void an_interruption_ends_the_loop_in_whatever_it_is_wrapped() {
        for (var interruption : List.of(new InterruptedIOException("interrupted"),
                new UncheckedIOException(new InterruptedIOException("interrupted")))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> loop(NOW).insist(failing(interruption))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void an_error_of_the_process_ends_the_loop_in_whatever_it_is_wrapped() {
        var error = new OutOfMemoryError("simulated");

        assertThatThrownBy(() -> loop(NOW).insist(failing(new IOException(error)))).isSameAs(error);
    }

    @Test
    void whoever_is_told_to_stop_begins_nothing() throws InterruptedException {
        stop.handOver();

        assertThat(loop(NOW).insist(failing(new IOException("never thrown")))).isEqualTo(WorkOutcome.HAND_OVER);
        assertThat(tries).isZero();
    }

    private int triesUntilGivenUp(Exception failure, boolean bucketAnswers, boolean late) throws InterruptedException {
        tries = 0;
        var decision = new ArrayList<AttemptDecision.GiveUp>();
        loop(late ? NOW.minusSeconds(1) : NOW).insist(failing(failure), decision::add, () -> {
            if (!bucketAnswers) {
                throw new Failure.DependencyDown("the work bucket is away", null);
            }
        });
        return decision.isEmpty() ? NEVER : tries;
    }

    /** A step that fails until it was tried often enough. */
    private AttemptLoop.AttemptStep failing(Exception failure) {
        return () -> {
            if (++tries < ENOUGH) {
                switch (failure) {
                    case IOException e -> throw e;
                    case DefectException e -> throw e;
                    case RuntimeException e -> throw e;
                    default -> throw new AssertionError(failure);
                }
            }
        };
    }

    private AttemptLoop loop(Instant deadline) {
        var delivery = new DeliveredRecord(new RecordOrigin("0-1", NOW), 1, Instant.EPOCH, failed,
                (notBefore, failures) -> {
                    if (queueIsAway) {
                        throw new Failure.DependencyDown("the queue is away", null);
                    }
                    requeued.add(notBefore + " after " + failures.count());
                    failed = failures;
                });
        return new AttemptLoop(ports(), delivery, deadline, denial, stop);
    }

    private ProtocolPorts ports() {
        return new ProtocolPorts(UNUSED, new ObjectRef("bucket", "work/"), new NoEvents(), _ -> {},
                (_, _) -> (_, _) -> {}, () -> now, (time, told) -> {
                    waits.add(time);
                    return told.isStopRequested();
                }, new Random(1), ExportListener.NONE, EndListener.NONE, new NoHost());
    }

    private static final class NoEvents implements EventSink {
        @Override
        public void publish(ExportEvent event, TraceContext trace) {}

        @Override
        public void offer(ExportEvent event, TraceContext trace) {}
    }

    private final class NoHost implements HostProcess {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public TaskRepetition repeat(Duration interval, PeriodicTask task) {
            return () -> {};
        }

        @Override
        public void workBucket(Optional<String> trouble) {}

        @Override
        public void notUnderstood(NotUnderstood why) {
            left.add(why.export());
        }

        @Override
        public void end(Error error) {}
    }
}
