package io.maskexport.worker.failure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Why a step could not be done, after the retries that belong to the step itself. Defects of content are no failures:
 * they are {@link io.maskexport.defect.DefectException}s.
 */
public abstract sealed class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** May succeed next time: a reset, a time-out, a 5xx answer. The retries of the step are used up. */
    public static final class Transient extends Failure {
        private static final long serialVersionUID = 1L;

        public Transient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** An object is gone; the next attempt finds out why. */
    public static Transient gone(Object what, @Nullable Throwable cause) {
        return new Transient(what + " is gone", cause);
    }

    /** May or may not have taken effect, and a check did not tell. Nothing may be deleted because of it. */
    public static final class Ambiguous extends Failure {
        private static final long serialVersionUID = 1L;

        public Ambiguous(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Storage or broker is unavailable. Work pauses, and no attempt is counted. */
    public static final class DependencyDown extends Failure {
        private static final long serialVersionUID = 1L;

        public DependencyDown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Fails however often it is repeated: access denied, no such bucket, an archived object, an invalid answer. */
    public static final class Terminal extends Failure {
        private static final long serialVersionUID = 1L;

        private final TerminalKind kind;

        /** Why it is final. */
        public enum TerminalKind {
            NO_SUCH_BUCKET, ACCESS_DENIED, OBJECT_UNAVAILABLE, PROTOCOL_ERROR
        }

        public Terminal(TerminalKind kind, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.kind = kind;
        }

        public TerminalKind kind() {
            return kind;
        }
    }
}
