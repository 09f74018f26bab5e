package io.maskexport.worker.settings;

import java.util.List;

/** The environment cannot be used; the message lists every problem, one a line, and no secret. */
public final class UnusableEnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableEnvironmentException(List<String> problems) {
        super("The environment is not usable:\n  " + String.join("\n  ", problems));
    }
}
