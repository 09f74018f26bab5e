package io.maskexport.worker.failure;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptDecisionTest {
    /** What each failure means at its first try, at its third in a row, and when the request is too old. */
    private static final List<Row> TABLE = List.of(
            new Row(new Failure.Transient("reset", null), null, null, ReasonCode.DEPENDENCY_UNAVAILABLE),
            new Row(new Failure.Ambiguous("no answer", null), null, null, ReasonCode.DEPENDENCY_UNAVAILABLE),
            new Row(new Failure.DependencyDown("away", null), null, null, ReasonCode.DEPENDENCY_UNAVAILABLE),
            new Row(new IOException("broken pipe"), null, null, ReasonCode.DEPENDENCY_UNAVAILABLE),
            new Row(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "denied", null), null, ReasonCode.ACCESS_DENIED,
                    null),
            new Row(new Failure.Terminal(TerminalKind.NO_SUCH_BUCKET, "no bucket", null), null,
                    ReasonCode.SOURCE_NOT_FOUND,
                    null),
            new Row(new Failure.Terminal(TerminalKind.OBJECT_UNAVAILABLE, "archived", null), null,
                    ReasonCode.OBJECT_UNAVAILABLE, null),
            new Row(new Failure.Terminal(TerminalKind.PROTOCOL_ERROR, "odd", null), null,
                    ReasonCode.STORAGE_PROTOCOL_ERROR,
                    null),
            new Row(new BrokenAnswer("unreadable"), null, ReasonCode.STORAGE_PROTOCOL_ERROR, null),
            new Row(new IllegalStateException("a bug"), null, ReasonCode.INTERNAL_ERROR, null),
            new Row(new DefectException(DefectCode.MISSING_META, "none"), ReasonCode.MISSING_META,
                    ReasonCode.MISSING_META, ReasonCode.MISSING_META));

    /** Reasons with which the work ends; null where it is tried again. */
    record Row(Exception thrown, @Nullable ReasonCode first, @Nullable ReasonCode third,
            @Nullable ReasonCode late) {
        @Override
        public String toString() {
            return thrown.toString();
        }
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void each_failure_has_its_fate(Row row) {
        assertThat(reason(AttemptDecision.of(row.thrown, 1, 1, false, new Random(1)))).isEqualTo(row.first);
        assertThat(reason(AttemptDecision.of(row.thrown, 9, 3, false, new Random(1)))).isEqualTo(row.third);
        assertThat(reason(AttemptDecision.of(row.thrown, 1, 1, true, new Random(1)))).isEqualTo(row.late);
    }

    @Test
    void the_table_holds_every_failure() {
        assertThat(TABLE.stream().map(row -> row.thrown.getClass().getName()))
                .containsAll(Stream.of(Failure.class.getPermittedSubclasses()).map(Class::getName).toList());
        assertThat(TABLE.stream().map(row -> row.thrown).filter(Failure.Terminal.class::isInstance)
                .map(terminal -> ((Failure.Terminal) terminal).kind()))
                .containsExactlyInAnyOrder(TerminalKind.values());
    }

    @Test
    void an_outage_is_no_doubt_however_long_it_lasts() {
        assertThat(AttemptDecision.doubt(new Failure.Transient("reset", null))).isEmpty();
        assertThat(AttemptDecision.of(new Failure.DependencyDown("away", null), 1_000, 0, false, new Random(1)))
                .isInstanceOf(AttemptDecision.RetryAfter.class);
    }

    @ParameterizedTest
    @MethodSource("defectsOfExports")
    void each_defect_of_an_export_is_a_reason_of_the_same_name(DefectCode code) {
        assertThat(reason(AttemptDecision.of(new DefectException(code, "detail"), 1, 0, false, new Random(1))))
                .hasToString(code.name());
    }

    static Stream<DefectCode> defectsOfExports() {
        return Arrays.stream(DefectCode.values()).filter(code -> code.scope() == DefectCode.Scope.EXPORT);
    }

    private static @Nullable ReasonCode reason(AttemptDecision fate) {
        return switch (fate) {
            case AttemptDecision.RetryAfter _ -> null;
            case AttemptDecision.GiveUp fails -> fails.reason();
        };
    }
}
