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
import java.util.regex.Pattern;

import io.maskexport.worker.failure.Failure.Terminal;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;

/** What one failed try of a storage operation means. */
sealed interface RetryDecision {
    /**
     * Try again.
     *
     * @param cost tokens of the retry budget
     * @param after what the store asked for, at least
     * @param unknown whether the try may have had its effect
     */
    record Retry(int cost, Optional<Duration> after, boolean unknown) implements RetryDecision {}

    /** Believed only when it stays: a store that denies or answers nonsense once may be about to change its mind. */
    record RetryBriefly(Terminal failure, boolean unknown) implements RetryDecision {}

    /** No try will do better. */
    record DoNotRetry(IOException failure) implements RetryDecision {}

    /** Costs of a retry and of one that the store is likely to be too busy for, as the AWS SDKs count. */
    int COST = 5;
    int BUSY_COST = 10;

    Set<Integer> TRANSIENT_STATUS = Set.of(408, 429, 499, 500, 502, 503, 504, 520);
    Set<String> TRANSIENT_CODE = Set.of("SlowDown", "InternalError", "RequestTimeout", "ServiceUnavailable",
            "OperationAborted", "ConditionalRequestConflict", "RequestTimeTooSkewed", "ExpiredToken", "BadDigest",
            "XAmzContentSHA256Mismatch", "IncompleteBody", "Throttling", "ThrottlingException", "RequestLimitExceeded",
            "TooManyRequests", "TokenRefreshRequired", "ServerBusy");

    /** Codes that end so are of a service behind the store that is busy: {@code KMS.ThrottlingException}. */
    Pattern THROTTLED = Pattern.compile("(.*\\.)?(\\w*Throttl\\w*|\\w*LimitExceeded(Exception)?)");
    /** What the key service says when it may answer next time. */
    Set<String> TRANSIENT_KEY_CODE = Set.of("KMS.InternalException", "KMS.KMSInternalException",
            "KMS.DependencyTimeoutException", "KMS.KeyUnavailableException");

    /** @param what the operation and its object, named in messages */
    static RetryDecision of(String what, Throwable thrown) {
        return switch (FailureWording.telling(thrown)) {
            case Failure decided -> new DoNotRetry(decided);
            case S3Error error -> of(what, error);
            case BrokenAnswer broken -> new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, broken), true);
            case SocketTimeoutException _ -> new Retry(BUSY_COST, Optional.empty(), true);
            case InterruptedIOException interrupted when Thread.currentThread().isInterrupted() ->
                new DoNotRetry(interrupted);
            // Thrown by the HTTP client for a call that lasts too long as well.
            case InterruptedIOException _ -> new Retry(BUSY_COST, Optional.empty(), true);
            case ConnectException _,UnknownHostException _ -> new Retry(COST, Optional.empty(), false);
            case IOException _ -> new Retry(COST, Optional.empty(), true);
            // A certificate that has expired, or is not trusted yet: the store is away until somebody renews it.
            case GeneralSecurityException _ -> new Retry(COST, Optional.empty(), false);
            // Of an argument that the SDK refuses, or of a header that it does not understand.
            case IllegalArgumentException refused ->
                new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, refused), false);
            case Throwable other -> new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, other), true);
        };
    }

    private static RetryDecision of(String what, S3Error error) {
        boolean busy = error.status() == 503 || error.status() == 429 || error.is("SlowDown");
        if (isTransient(error)) {
            return new Retry(busy ? BUSY_COST : COST, error.retryAfter(), mayHaveBeenDone(error));
        }
        if (error.is("NoSuchBucket")) {
            return new DoNotRetry(terminal(TerminalKind.NO_SUCH_BUCKET, what, error));
        }
        var advice = advice(error);
        if (advice.isPresent()) {
            return new DoNotRetry(new Terminal(TerminalKind.OBJECT_UNAVAILABLE,
                    what + ": " + error.getMessage() + " (" + advice.get() + ")", error));
        }
        return switch (error.status()) {
            case 401, 403 -> new RetryBriefly(terminal(TerminalKind.ACCESS_DENIED, what, error), false);
            case 200 -> new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, error), true);
            // The answer to HEAD has no body, and so no code that would say that it may pass.
            default -> error.code().isEmpty()
                    ? new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, error), false)
                    : new DoNotRetry(terminal(TerminalKind.PROTOCOL_ERROR, what, error));
        };
    }

    private static boolean isTransient(S3Error error) {
        return TRANSIENT_STATUS.contains(error.status()) || TRANSIENT_CODE.contains(error.code())
                || TRANSIENT_KEY_CODE.contains(error.code()) || THROTTLED.matcher(error.code()).matches();
    }

    /** What to do with an object that the store has and cannot give. */
    private static Optional<String> advice(S3Error error) {
        if (error.is("InvalidObjectState")) {
            return Optional.of("the object is archived: restore it");
        }
        if (error.code().startsWith("KMS.")) {
            return Optional.of("the object is encrypted with a key that cannot be used");
        }
        return error.status() == 400 && String.valueOf(error.getMessage()).contains("Server Side Encryption")
                ? Optional.of("the object is encrypted with a customer key (SSE-C): store a copy without it")
                : Optional.empty();
    }

    /** A gateway answers 5xx also for what the store behind it has done, and 200 begins before the store knows. */
    private static boolean mayHaveBeenDone(S3Error error) {
        return (error.status() >= 500 || error.status() == 200) && !error.is("SlowDown");
    }

    private static Terminal terminal(TerminalKind kind, String what, Throwable cause) {
        return new Terminal(kind, what + ": " + FailureWording.of(cause), cause);
    }
}
