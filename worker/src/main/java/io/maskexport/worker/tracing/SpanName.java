package io.maskexport.worker.tracing;

import java.util.Locale;

/** What a span is about; all names that spans have. */
public enum SpanName {
    /** One attempt at a request by one worker, from its record to the outcome. */
    REQUEST,
    /** A cancellation. */
    CANCELLATION,
    /** The planning of an export. */
    PLAN,
    /** One attempt at a part task by one worker. */
    TASK,
    /** A part from its first byte until it is recorded and announced. */
    PART,
    /** The upload of one object of a part: the part itself, or its index. */
    UPLOAD;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
