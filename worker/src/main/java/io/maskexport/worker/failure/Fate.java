package io.maskexport.worker.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** What becomes of work whose try failed. */
public sealed interface Fate {
    /** Tries in a row that fail for the same doubtful reason before it is believed. */
    int TRIES_IN_DOUBT = 3;

    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Another try after a wait; what was finished stays. */
    record Later(Duration pause) implements Fate {}

    /**
     * The work ends.
     *
     * @param believed whether the reason is a dependency's refusal or absence, and no property of the request
     */
    record Fails(ReasonCode reason, String detail, boolean believed) implements Fate {}

    /**
     * Decides.
     *
     * @param failures how many tries failed, this one included
     * @param doubts how many in a row failed for this {@linkplain #doubt doubtful} reason, this one included
     * @param late whether the request is older than it may get
     */
    static Fate of(Exception thrown, int failures, int doubts, boolean late, RandomGenerator random) {
        if (thrown instanceof DefectException defect) {
            return new Fails(reason(defect.code()), defect.defect().detail(), false);
        }
        var doubt = doubt(thrown);
        if (doubt.isPresent()) {
            return doubts < TRIES_IN_DOUBT
                    ? later(failures, random)
                    : new Fails(doubt.get(), Wording.of(thrown), true);
        }
        return late
                ? new Fails(ReasonCode.DEPENDENCY_UNAVAILABLE, Wording.of(thrown), true)
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
    static Later later(int failures, RandomGenerator random) {
        return new Later(BACKOFF.next(failures, random));
    }

    private static ReasonCode reason(Failure.Terminal.Kind kind) {
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
