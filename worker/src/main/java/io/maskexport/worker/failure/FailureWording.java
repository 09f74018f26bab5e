package io.maskexport.worker.failure;

import java.util.regex.Pattern;

/**
 * Describes failures for people who do not know the code, in events, logs and command output. Never names Java classes.
 */
public final class FailureWording {
    private static final Pattern CLASS_PREFIX = Pattern.compile("(?:[a-z_]\\w*\\.)+(?:\\w+\\$)*[A-Z]\\w*:? ?");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private FailureWording() {}

    /** The message of the most informative exception. */
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

    /** The innermost exception with a message: the SDK wraps I/O in runtime, completion and its own exceptions. */
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
