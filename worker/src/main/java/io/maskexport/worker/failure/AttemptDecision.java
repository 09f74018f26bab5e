package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** What follows from a failed attempt. */
public sealed interface AttemptDecision {
    /** Consecutive attempts that must fail for the same doubtful reason before it counts. */
    int TRIES_IN_DOUBT = 3;

    /** The wait after a failed attempt. */
    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * The wait of a record that another version has to deal with. Shorter, because the record may come to the wrong worker many
     * times while the right one is idle.
     */
    Backoff BACKOFF_TO_OTHER_VERSION = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Another attempt after a wait; finished parts stay. */
    record TryAgain() implements AttemptDecision {}

    /**
     * The work is given up.
     *
     * @param believed whether the reason is a refusal or outage of a dependency, not a property of the request
     */
    record GiveUp(ReasonCode reason, String detail, boolean believed) implements AttemptDecision {}

    /**
     * Decides.
     *
     * @param doubts number of consecutive attempts that failed for this {@linkplain #doubt doubtful} reason, including this one
     * @param late whether the request is past its deadline
     */
    static AttemptDecision of(Exception failure, int doubts, boolean late) {
        if (failure instanceof DefectException defect) {
            return new GiveUp(reason(defect.code()), defect.defect().detail(), false);
        }
        if (unwrapped(failure) instanceof NotUnderstood) {
            return new TryAgain();
        }
        var doubt = doubt(failure);
        boolean believed = doubt.isPresent() ? doubts >= TRIES_IN_DOUBT : late;
        return believed
                ? new GiveUp(doubt.orElse(ReasonCode.DEPENDENCY_UNAVAILABLE), FailureWording.of(failure), true)
                : new TryAgain();
    }

    /** The wait after an attempt that failed so. */
    static Backoff backoff(Exception failure) {
        return unwrapped(failure) instanceof NotUnderstood ? BACKOFF_TO_OTHER_VERSION : BACKOFF;
    }

    /** A reason that counts only if it persists: a refusal, an invalid answer, or a bug. Empty for an outage. */
    static Optional<ReasonCode> doubt(Exception failure) {
        return Optional.ofNullable(switch (unwrapped(failure)) {
            case Failure.Terminal terminal -> reason(terminal.kind());
            case BrokenAnswer _ -> ReasonCode.STORAGE_PROTOCOL_ERROR;
            case IOException _,DefectException _ -> null;
            default -> ReasonCode.INTERNAL_ERROR;
        });
    }

    /** The I/O failure inside an unchecked wrapper; otherwise the exception itself. */
    static Exception unwrapped(Exception thrown) {
        return thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException cause
                ? cause
                : thrown;
    }

    private static ReasonCode reason(Failure.Terminal.TerminalKind kind) {
        return switch (kind) {
            case NO_SUCH_BUCKET -> ReasonCode.SOURCE_NOT_FOUND;
            case ACCESS_DENIED -> ReasonCode.ACCESS_DENIED;
            case OBJECT_UNAVAILABLE -> ReasonCode.OBJECT_UNAVAILABLE;
            case PROTOCOL_ERROR -> ReasonCode.STORAGE_PROTOCOL_ERROR;
        };
    }

    /** Defects of scope {@code EXPORT} have reasons of the same name. */
    private static ReasonCode reason(DefectCode code) {
        return code.scope() == DefectCode.Scope.EXPORT ? ReasonCode.valueOf(code.name()) : ReasonCode.INTERNAL_ERROR;
    }
}
