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
import io.maskexport.worker.failure.StepListener.TryResult;

/** What follows from one failed try of a storage operation. */
sealed interface RetryDecision {
    /**
     * Try again.
     *
     * @param cost tokens of the retry budget
     * @param after shortest wait that the store asked for
     * @param unknown whether the try may have had its effect
     */
    record Retry(int cost, Optional<Duration> after, boolean unknown) implements RetryDecision {}

    /** Counts only if it persists: a store may deny access or send an invalid answer just once. */
    record RetryBriefly(Terminal failure, boolean unknown) implements RetryDecision {}

    /** No further try can succeed. */
    record DoNotRetry(IOException failure) implements RetryDecision {}

    /** Costs of a retry, and of a retry after a time-out or throttling, as in the AWS SDKs. */
    int COST = 5;
    int BUSY_COST = 10;

    Set<Integer> TRANSIENT_STATUS = Set.of(408, 429, 499, 500, 502, 503, 504, 520);
    Set<String> TRANSIENT_CODE = Set.of("SlowDown", "InternalError", "RequestTimeout", "ServiceUnavailable",
            "OperationAborted", "ConditionalRequestConflict", "RequestTimeTooSkewed", "ExpiredToken", "BadDigest",
            "XAmzContentSHA256Mismatch", "IncompleteBody", "Throttling", "ThrottlingException", "RequestLimitExceeded",
            "TooManyRequests", "TokenRefreshRequired", "ServerBusy");

    Set<String> THROTTLED_CODE = Set.of("TooManyRequests", "RequestLimitExceeded", "ServerBusy");

    /** Suffix of codes of a busy service behind the store: {@code KMS.ThrottlingException}. */
    Pattern THROTTLED = Pattern.compile("(.*\\.)?(\\w*Throttl\\w*|\\w*LimitExceeded(Exception)?)");
    /** Codes of the key service that a retry may resolve. */
    Set<String> TRANSIENT_KEY_CODE = Set.of("KMS.InternalException", "KMS.KMSInternalException",
            "KMS.DependencyTimeoutException", "KMS.KeyUnavailableException");

    /** How a failed try counts. */
    static TryResult result(RetryDecision decision, Throwable thrown) {
        return switch (decision) {
            case Retry _ -> FailureWording.telling(thrown) instanceof S3Error error && isThrottling(error)
                    ? TryResult.THROTTLED
                    : TryResult.TRANSIENT;
            case RetryBriefly(var failure, _) -> result(failure);
            case DoNotRetry(Terminal failure) -> result(failure);
            case DoNotRetry(_) -> TryResult.REFUSED;
        };
    }

    private static TryResult result(Terminal failure) {
        return switch (failure.kind()) {
            case ACCESS_DENIED -> TryResult.DENIED;
            case PROTOCOL_ERROR -> TryResult.INVALID;
            case NO_SUCH_BUCKET, OBJECT_UNAVAILABLE -> TryResult.REFUSED;
        };
    }

    /** @param what the operation and its object, named in messages */
    static RetryDecision of(String what, Throwable thrown) {
        return switch (FailureWording.telling(thrown)) {
            case Failure decided -> new DoNotRetry(decided);
            case S3Error error -> of(what, error);
            case BrokenAnswer broken -> new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, broken), true);
            case SocketTimeoutException _ -> new Retry(BUSY_COST, Optional.empty(), true);
            case InterruptedIOException interrupted when Thread.currentThread().isInterrupted() ->
                new DoNotRetry(interrupted);
            // The HTTP client also throws this for a call that takes too long.
            case InterruptedIOException _ -> new Retry(BUSY_COST, Optional.empty(), true);
            case ConnectException _,UnknownHostException _ -> new Retry(COST, Optional.empty(), false);
            case IOException _ -> new Retry(COST, Optional.empty(), true);
            // An expired or untrusted certificate: the store is unavailable until somebody renews it.
            case GeneralSecurityException _ -> new Retry(COST, Optional.empty(), false);
            // The SDK refuses an argument, or cannot parse a header.
            case IllegalArgumentException refused ->
                new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, refused), false);
            case Throwable other -> new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, other), true);
        };
    }

    private static RetryDecision of(String what, S3Error error) {
        if (isTransient(error)) {
            return new Retry(isBusy(error) ? BUSY_COST : COST, error.retryAfter(), mayHaveBeenDone(error));
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
            // The answer to HEAD has no body, hence no code that would mark it as temporary.
            default -> error.code().isEmpty()
                    ? new RetryBriefly(terminal(TerminalKind.PROTOCOL_ERROR, what, error), false)
                    : new DoNotRetry(terminal(TerminalKind.PROTOCOL_ERROR, what, error));
        };
    }

    private static boolean isBusy(S3Error error) {
        return error.status() == 503 || error.status() == 429 || error.is("SlowDown");
    }

    private static boolean isThrottling(S3Error error) {
        return isBusy(error) || THROTTLED_CODE.contains(error.code()) || THROTTLED.matcher(error.code()).matches();
    }

    private static boolean isTransient(S3Error error) {
        return TRANSIENT_STATUS.contains(error.status()) || TRANSIENT_CODE.contains(error.code())
                || TRANSIENT_KEY_CODE.contains(error.code()) || THROTTLED.matcher(error.code()).matches();
    }

    /** Advice for an object that the store has but cannot return. */
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

    /** A gateway may answer 5xx although the store succeeded, and a 200 starts before the store has finished. */
    private static boolean mayHaveBeenDone(S3Error error) {
        return (error.status() >= 500 || error.status() == 200) && !error.is("SlowDown");
    }

    private static Terminal terminal(TerminalKind kind, String what, Throwable cause) {
        return new Terminal(kind, what + ": " + FailureWording.of(cause), cause);
    }
}
