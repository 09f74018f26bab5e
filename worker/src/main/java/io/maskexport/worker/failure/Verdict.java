package io.maskexport.worker.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.maskexport.worker.failure.Failure.Terminal;
import io.maskexport.worker.failure.Failure.Terminal.Kind;

/** What one failed try of a storage operation means. */
sealed interface Verdict {
    /**
     * Try again.
     *
     * @param cost tokens of the retry budget
     * @param after what the store asked for, at least
     * @param unknown whether the try may have had its effect
     */
    record Again(int cost, Optional<Duration> after, boolean unknown) implements Verdict {}

    /** Believed only when it stays: a store that denies or answers nonsense once may be about to change its mind. */
    record Doubt(Terminal failure, boolean unknown) implements Verdict {}

    /** No try will do better. */
    record Final(IOException failure) implements Verdict {}

    /** Costs of a retry and of one that the store is likely to be too busy for, as the AWS SDKs count. */
    int COST = 5;
    int BUSY_COST = 10;

    Set<Integer> TRANSIENT_STATUS = Set.of(408, 429, 499, 500, 502, 503, 504, 520);
    Set<String> TRANSIENT_CODE = Set.of("SlowDown", "InternalError", "RequestTimeout", "ServiceUnavailable",
            "OperationAborted", "ConditionalRequestConflict", "RequestTimeTooSkewed", "ExpiredToken", "BadDigest",
            "XAmzContentSHA256Mismatch", "IncompleteBody", "Throttling", "ThrottlingException", "RequestLimitExceeded",
            "TooManyRequests", "TokenRefreshRequired", "ServerBusy");

    static Verdict of(Throwable thrown) {
        return switch (root(thrown)) {
            case Failure settled -> new Final(settled);
            case S3Error error -> of(error);
            case BrokenAnswer broken -> new Doubt(protocol(broken), true);
            case SocketTimeoutException _ -> new Again(BUSY_COST, Optional.empty(), true);
            case InterruptedIOException interrupted when Thread.currentThread().isInterrupted() ->
                new Final(interrupted);
            // Thrown by the HTTP client for a call that lasts too long as well.
            case InterruptedIOException _ -> new Again(BUSY_COST, Optional.empty(), true);
            case ConnectException _,UnknownHostException _ -> new Again(COST, Optional.empty(), false);
            case IOException _ -> new Again(COST, Optional.empty(), true);
            // A certificate that has expired, or is not trusted yet: the store is away until somebody renews it.
            case GeneralSecurityException _ -> new Again(COST, Optional.empty(), false);
            // Of an argument that the SDK refuses, or of a header that it does not understand.
            case IllegalArgumentException refused -> new Doubt(protocol(refused), false);
            case Throwable other -> new Doubt(protocol(other), true);
        };
    }

    private static Verdict of(S3Error error) {
        boolean busy = error.status() == 503 || error.status() == 429 || error.is("SlowDown");
        if (TRANSIENT_STATUS.contains(error.status()) || TRANSIENT_CODE.contains(error.code())) {
            return new Again(busy ? BUSY_COST : COST, error.retryAfter(), mayHaveBeenDone(error));
        }
        if (error.is("NoSuchBucket")) {
            return new Final(new Terminal(Kind.NO_SUCH_BUCKET, error.toString(), error));
        }
        return switch (error.status()) {
            case 401, 403 -> new Doubt(new Terminal(Kind.ACCESS_DENIED, error.toString(), error), false);
            case 200 -> new Doubt(protocol(error), true);
            // The answer to HEAD has no body, and so no code that would say that it may pass.
            default -> error.code().isEmpty() ? new Doubt(protocol(error), false) : new Final(protocol(error));
        };
    }

    /** A gateway answers 5xx also for what the store behind it has done, and 200 begins before the store knows. */
    private static boolean mayHaveBeenDone(S3Error error) {
        return (error.status() >= 500 || error.status() == 200) && !error.is("SlowDown");
    }

    private static Terminal protocol(Throwable cause) {
        return new Terminal(Kind.PROTOCOL_ERROR, cause.toString(), cause);
    }

    /** The innermost exception that says what happened: the SDK wraps I/O in runtime, completion and its own exceptions. */
    private static Throwable root(Throwable thrown) {
        var telling = thrown;
        for (var at = thrown; at != null; at = at.getCause()) {
            if (at instanceof Failure || at instanceof S3Error || at instanceof BrokenAnswer) {
                return at;
            }
            telling = at;
        }
        return telling;
    }
}
