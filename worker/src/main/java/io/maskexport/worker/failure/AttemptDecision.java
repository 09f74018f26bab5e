package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** What to do with work after a failed attempt. */
public sealed interface AttemptDecision {
    /** Attempts in a row that fail for the same doubtful reason before it is believed. */
    int TRIES_IN_DOUBT = 3;

    /** The wait after a failed attempt. */
    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Another attempt after a wait; what was finished stays. */
    record TryAgain() implements AttemptDecision {}

    /**
     * The work ends.
     *
     * @param believed whether the reason is a dependency's refusal or absence, and no property of the request
     */
    record GiveUp(ReasonCode reason, String detail, boolean believed) implements AttemptDecision {}

    /**
     * Decides.
     *
     * @param doubts how many attempts in a row failed for this {@linkplain #doubt doubtful} reason, this one included
     * @param late whether the request is older than it may get
     */
    static AttemptDecision of(Exception failure, int doubts, boolean late) {
        if (failure instanceof DefectException defect) {
            return new GiveUp(reason(defect.code()), defect.defect().detail(), false);
        }
        var doubt = doubt(failure);
        boolean believed = doubt.isPresent() ? doubts >= TRIES_IN_DOUBT : late;
        return believed
                ? new GiveUp(doubt.orElse(ReasonCode.DEPENDENCY_UNAVAILABLE), FailureWording.of(failure), true)
                : new TryAgain();
    }

    /** The reason that is believed only when it stays: a refusal, nonsense, or a fault of our own. Empty for an outage. */
    static Optional<ReasonCode> doubt(Exception failure) {
        return Optional.ofNullable(switch (unwrapped(failure)) {
            case Failure.Terminal terminal -> reason(terminal.kind());
            case BrokenAnswer _ -> ReasonCode.STORAGE_PROTOCOL_ERROR;
            case IOException _,DefectException _ -> null;
            default -> ReasonCode.INTERNAL_ERROR;
        });
    }

    /** The failure of I/O that passed through code which may not throw one; else the exception itself. */
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

    /** Defects of the export as a whole are reasons of the same name. */
    private static ReasonCode reason(DefectCode code) {
        return code.scope() == DefectCode.Scope.EXPORT ? ReasonCode.valueOf(code.name()) : ReasonCode.INTERNAL_ERROR;
    }
}
