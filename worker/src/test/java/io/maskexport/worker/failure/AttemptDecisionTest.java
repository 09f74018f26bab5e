package io.maskexport.worker.failure;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.failure.FailedAttempts.Doubt;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptDecisionTest {
    /** When a failure is a reason to give up, and for which reason. */
    private static final List<DecisionRow> TABLE = List.of(
            whenLate(new Failure.Transient("reset", null)),
            whenLate(new Failure.Ambiguous("no answer", null)),
            whenLate(new Failure.DependencyDown("away", null)),
            whenLate(new IOException("broken pipe")),
            whenLate(new EOFException()),
            whenLate(new SocketTimeoutException("read timed out")),
            whenLate(new S3Error(500, "InternalError", "", Optional.empty())),
            whenLate(new UncheckedIOException(new Failure.Transient("reset while listing", null))),
            whenItStays(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "denied", null), ReasonCode.ACCESS_DENIED),
            whenItStays(new Failure.Terminal(TerminalKind.NO_SUCH_BUCKET, "no bucket", null),
                    ReasonCode.SOURCE_NOT_FOUND),
            whenItStays(new Failure.Terminal(TerminalKind.OBJECT_UNAVAILABLE, "archived", null),
                    ReasonCode.OBJECT_UNAVAILABLE),
            whenItStays(new Failure.Terminal(TerminalKind.PROTOCOL_ERROR, "odd", null),
                    ReasonCode.STORAGE_PROTOCOL_ERROR),
            whenItStays(new BrokenAnswer("unreadable"), ReasonCode.STORAGE_PROTOCOL_ERROR),
            whenItStays(new UncheckedIOException(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "list", null)),
                    ReasonCode.ACCESS_DENIED),
            whenItStays(new UncheckedIOException(new BrokenAnswer("a list")), ReasonCode.STORAGE_PROTOCOL_ERROR),
            whenItStays(new IllegalStateException("a bug"), ReasonCode.INTERNAL_ERROR),
            whenItStays(new NullPointerException(), ReasonCode.INTERNAL_ERROR),
            atOnce(new DefectException(DefectCode.MISSING_META, "none"), ReasonCode.MISSING_META),
            atOnce(new DefectException(DefectCode.TOO_MANY_FAILED_ITEMS, "many"), ReasonCode.TOO_MANY_FAILED_ITEMS),
            atOnce(new DefectException(DefectCode.IMAGE_DAMAGED, "no export's"), ReasonCode.INTERNAL_ERROR));

    /**
     * @param atOnce reason with which the work ends at the first failure
     * @param staying reason with which it ends at the third failure in a row
     * @param late reason with which it ends when the request is too old, and the failure is the first one
     */
    record DecisionRow(Exception failure, @Nullable ReasonCode atOnce, @Nullable ReasonCode staying,
            @Nullable ReasonCode late) {
        @Nullable
        ReasonCode expected(int doubts, boolean isLate) {
            if (atOnce != null) {
                return atOnce;
            }
            return isLate && late != null ? late : doubts >= 3 ? staying : null;
        }

        @Override
        public String toString() {
            return failure.toString();
        }
    }

    private static DecisionRow whenLate(Exception failure) {
        return new DecisionRow(failure, null, null, ReasonCode.DEPENDENCY_UNAVAILABLE);
    }

    private static DecisionRow whenItStays(Exception failure, ReasonCode reason) {
        return new DecisionRow(failure, null, reason, null);
    }

    private static DecisionRow atOnce(DefectException failure, ReasonCode reason) {
        return new DecisionRow(failure, reason, null, null);
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void each_failure_has_its_decision_whether_it_stays_or_is_late(DecisionRow row) {
        for (int doubts : IntStream.rangeClosed(1, 5).toArray()) {
            for (boolean late : new boolean[] {false, true}) {
                assertThat(reason(AttemptDecision.of(row.failure, doubts, late)))
                        .as("%d in a row, late: %s", doubts, late).isEqualTo(row.expected(doubts, late));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void what_is_given_up_for_a_dependency_is_told_from_what_the_request_is_at_fault_for(DecisionRow row) {
        if (AttemptDecision.of(row.failure, 3, true) instanceof AttemptDecision.GiveUp decision) {
            assertThat(decision.believed()).isEqualTo(!(row.failure instanceof DefectException));
            assertThat(decision.detail()).isNotBlank();
        }
    }

    @Test
    void the_table_holds_every_failure() {
        assertThat(TABLE.stream().map(row -> row.failure.getClass().getName()))
                .containsAll(Stream.of(Failure.class.getPermittedSubclasses()).map(Class::getName).toList());
        assertThat(TABLE.stream().map(row -> row.failure).filter(Failure.Terminal.class::isInstance)
                .map(terminal -> ((Failure.Terminal) terminal).kind()))
                .containsExactlyInAnyOrder(TerminalKind.values());
    }

    @Test
    void a_denial_counts_as_one_that_stays_only_when_it_has_lasted() {
        var least = Duration.ofSeconds(30);
        assertThat(denied(2, Duration.ofMinutes(9)).counted(least)).isEqualTo(2);
        assertThat(denied(100, Duration.ofMillis(300)).counted(least)).isEqualTo(2);
        assertThat(denied(3, Duration.ofSeconds(15)).counted(least)).isEqualTo(3);
    }

    @Test
    void the_time_of_an_attempt_does_not_prolong_a_denial() {
        var time = Instant.EPOCH;
        var first = Doubt.after(Optional.empty(), ReasonCode.ACCESS_DENIED, time, time.plusSeconds(60));
        var second = Doubt.after(Optional.of(first), ReasonCode.ACCESS_DENIED, time.plusSeconds(61),
                time.plusSeconds(120));
        var third = Doubt.after(Optional.of(second), ReasonCode.ACCESS_DENIED, time.plusSeconds(89),
                time.plusSeconds(180));

        assertThat(third.counted(Duration.ofSeconds(30))).isEqualTo(2);
        assertThat(third.counted(Duration.ofSeconds(29))).isEqualTo(3);
    }

    @Test
    void another_reason_begins_anew_and_needs_no_time() {
        var missing = Doubt.after(Optional.of(denied(9, Duration.ZERO)), ReasonCode.SOURCE_NOT_FOUND, Instant.EPOCH,
                Instant.EPOCH);

        assertThat(missing.attempts()).isOne();
        assertThat(new Doubt(ReasonCode.SOURCE_NOT_FOUND, 3, Instant.EPOCH, Instant.EPOCH)
                .counted(Duration.ofDays(1))).isEqualTo(3);
    }

    /** A denial of attempts that take no time. */
    private static Doubt denied(int attempts, Duration apart) {
        var doubt = Optional.<Doubt>empty();
        for (int attempt = 0; attempt < attempts; attempt++) {
            var time = Instant.EPOCH.plus(apart.multipliedBy(attempt));
            doubt = Optional.of(Doubt.after(doubt, ReasonCode.ACCESS_DENIED, time, time));
        }
        return doubt.orElseThrow();
    }

    @Test
    void an_outage_is_no_doubt_however_long_it_lasts() {
        assertThat(AttemptDecision.doubt(new Failure.Transient("reset", null))).isEmpty();
        assertThat(AttemptDecision.of(new Failure.DependencyDown("away", null), 0, false))
                .isEqualTo(new AttemptDecision.TryAgain());
    }

    @ParameterizedTest
    @MethodSource("defectsOfExports")
    void each_defect_of_an_export_is_a_reason_of_the_same_name(DefectCode code) {
        assertThat(reason(AttemptDecision.of(new DefectException(code, "detail"), 0, false))).hasToString(code.name());
    }

    static Stream<DefectCode> defectsOfExports() {
        return Arrays.stream(DefectCode.values()).filter(code -> code.scope() == DefectCode.Scope.EXPORT);
    }

    private static @Nullable ReasonCode reason(AttemptDecision decision) {
        return switch (decision) {
            case AttemptDecision.TryAgain _ -> null;
            case AttemptDecision.GiveUp giveUp -> giveUp.reason();
        };
    }
}
