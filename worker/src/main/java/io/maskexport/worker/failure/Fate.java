package io.maskexport.worker.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** What becomes of an export whose attempt broke off. */
public sealed interface Fate {
    /** Attempts that break off for a reason nobody knows, before the export fails. */
    int TRIES_IN_DOUBT = 3;

    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** The same worker tries again after a wait; what was finished stays. */
    record Later(Duration pause) implements Fate {}

    /** The export fails. */
    record Fails(ReasonCode reason, String detail) implements Fate {}

    /**
     * Decides.
     *
     * @param attempts how many broke off, this one included
     * @param late whether the request is older than it may get
     */
    static Fate of(Exception thrown, int attempts, boolean late, RandomGenerator random) {
        return switch (thrown) {
            case DefectException defect -> new Fails(reason(defect.code()), defect.defect().detail());
            case Failure.Terminal terminal -> new Fails(reason(terminal.kind()), Wording.of(terminal));
            case Failure failure -> late
                    ? new Fails(ReasonCode.DEPENDENCY_UNAVAILABLE, Wording.of(failure))
                    : later(attempts, random);
            case BrokenAnswer broken -> inDoubt(ReasonCode.STORAGE_PROTOCOL_ERROR, broken, attempts, random);
            case IOException failure -> late
                    ? new Fails(ReasonCode.DEPENDENCY_UNAVAILABLE, Wording.of(failure))
                    : later(attempts, random);
            default -> inDoubt(ReasonCode.INTERNAL_ERROR, thrown, attempts, random);
        };
    }

    private static Fate inDoubt(ReasonCode reason, Exception thrown, int attempts, RandomGenerator random) {
        return attempts < TRIES_IN_DOUBT ? later(attempts, random) : new Fails(reason, Wording.of(thrown));
    }

    private static Fate later(int attempts, RandomGenerator random) {
        return new Later(BACKOFF.next(attempts, random));
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
