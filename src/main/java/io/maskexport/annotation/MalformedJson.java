package io.maskexport.annotation;

import java.io.IOException;
import java.util.Optional;

import io.maskexport.defect.Limit;

/** A document that is not JSON or exceeds a limit; says what is wrong and where. */
final class MalformedJson extends IOException {
    private static final long serialVersionUID = 1L;

    private final String detail;
    private final transient Optional<Limit> limit;

    MalformedJson(String what, int at) {
        this(what, at, Optional.empty());
    }

    MalformedJson(String what, int at, Optional<Limit> limit) {
        super(what + ", at byte " + at);
        detail = what + ", at byte " + at;
        this.limit = limit;
    }

    /** What is wrong, and where. */
    String detail() {
        return detail;
    }

    /** The exceeded limit, if a limit is the cause. */
    Optional<Limit> limit() {
        return limit;
    }
}
