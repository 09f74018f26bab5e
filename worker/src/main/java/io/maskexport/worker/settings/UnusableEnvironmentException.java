package io.maskexport.worker.settings;

import java.util.List;

/** The environment is unusable; the message lists every problem on a line of its own, without secrets. */
public final class UnusableEnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableEnvironmentException(List<String> problems) {
        super("Invalid configuration:\n  " + String.join("\n  ", problems));
    }
}
