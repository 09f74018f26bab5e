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

    /** May go well next time: a reset, a time-out, an answer 5xx. The retries of the step are used up. */
    public static final class Transient extends Failure {
        private static final long serialVersionUID = 1L;

        public Transient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What was to be used is not there any more: the next attempt finds out what became of it. */
    public static Transient gone(Object what, @Nullable Throwable cause) {
        return new Transient(what + " is gone", cause);
    }

    /** May have been done or not, and looking did not tell. Nothing may be deleted on its account. */
    public static final class Ambiguous extends Failure {
        private static final long serialVersionUID = 1L;

        public Ambiguous(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Storage or broker is away. Work pauses, and no attempt is counted. */
    public static final class DependencyDown extends Failure {
        private static final long serialVersionUID = 1L;

        public DependencyDown(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Will not go well however often: access denied, no such bucket, an archived object, an answer that breaks the protocol. */
    public static final class Terminal extends Failure {
        private static final long serialVersionUID = 1L;

        private final TerminalKind kind;

        /** What makes it final. */
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
