package io.maskexport.worker.failure;

import java.util.regex.Pattern;

/**
 * What happened, in words for people who do not know the program: reasons of failed events, lines of the log and of
 * commands. Names of Java classes say nothing to them.
 */
public final class FailureWording {
    private static final Pattern CLASS_PREFIX = Pattern.compile("(?:[a-z_]\\w*\\.)+(?:\\w+\\$)*[A-Z]\\w*:? ?");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private FailureWording() {}

    /** The words of the exception that tells most. */
    public static String of(Throwable thrown) {
        var telling = telling(thrown);
        var message = telling.getMessage();
        if (telling instanceof Failure || telling instanceof S3Error || telling instanceof BrokenAnswer) {
            return String.valueOf(message);
        }
        var text = message == null ? "" : CLASS_PREFIX.matcher(message).replaceAll("").strip();
        return text.isEmpty() ? words(telling) : text;
    }

    /** {@code SocketTimeoutException} is {@code socket timeout}. */
    private static String words(Throwable thrown) {
        var name = thrown.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
        return name.isEmpty() ? "an error" : HUMP.matcher(name).replaceAll(" ").toLowerCase(java.util.Locale.ROOT);
    }

    /** The innermost exception that says what happened: the SDK wraps I/O in runtime, completion and its own exceptions. */
    static Throwable telling(Throwable thrown) {
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
