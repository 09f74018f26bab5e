package io.maskexport.worker.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** What becomes of work whose try failed. */
public sealed interface AttemptDecision {
    /** Tries in a row that fail for the same doubtful reason before it is believed. */
    int TRIES_IN_DOUBT = 3;

    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Another try after a wait; what was finished stays. */
    record RetryAfter(Duration pause) implements AttemptDecision {}

    /**
     * The work ends.
     *
     * @param believed whether the reason is a dependency's refusal or absence, and no property of the request
     */
    record GiveUp(ReasonCode reason, String detail, boolean believed) implements AttemptDecision {}

    /**
     * Decides.
     *
     * @param failures how many tries failed, this one included
     * @param doubts how many in a row failed for this {@linkplain #doubt doubtful} reason, this one included
     * @param late whether the request is older than it may get
     */
    static AttemptDecision of(Exception thrown, int failures, int doubts, boolean late, RandomGenerator random) {
        if (thrown instanceof DefectException defect) {
            return new GiveUp(reason(defect.code()), defect.defect().detail(), false);
        }
        var doubt = doubt(thrown);
        if (doubt.isPresent()) {
            return doubts < TRIES_IN_DOUBT
                    ? later(failures, random)
                    : new GiveUp(doubt.get(), FailureWording.of(thrown), true);
        }
        return late
                ? new GiveUp(ReasonCode.DEPENDENCY_UNAVAILABLE, FailureWording.of(thrown), true)
                : later(failures, random);
    }

    /** The reason that is believed only when it stays: a refusal, nonsense, or a fault of our own. Empty for an outage. */
    static Optional<ReasonCode> doubt(Exception thrown) {
        return Optional.ofNullable(switch (thrown) {
            case Failure.Terminal terminal -> reason(terminal.kind());
            case BrokenAnswer _ -> ReasonCode.STORAGE_PROTOCOL_ERROR;
            case IOException _,DefectException _ -> null;
            default -> ReasonCode.INTERNAL_ERROR;
        });
    }

    /** Another try, after a wait that grows with the number of failures. */
    static RetryAfter later(int failures, RandomGenerator random) {
        return new RetryAfter(BACKOFF.next(failures, random));
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
