package io.maskexport.worker.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An error answer of the store: HTTP status, S3 error code, and when to retry. */
public final class S3Error extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param status HTTP status; 200 for an error that arrived in the body of a success
     * @param code S3 error code, such as {@code NoSuchKey} or {@code KMS.DisabledException}; empty when the answer had none
     * @param retryAfter wait that the store asked for
     */
    public S3Error(int status, String code, String message, Optional<Duration> retryAfter) {
        super(text(status, code, message));
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    private static String text(int status, String code, String message) {
        var begin = code.isEmpty() ? "" + status : status + " " + code;
        return message.isBlank() ? begin : begin + (code.isEmpty() ? " " : ": ") + message;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public boolean is(String other) {
        return code.equals(other);
    }
}
