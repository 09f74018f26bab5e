package io.maskexport.worker.status;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an export stands. */
public enum ExportState {
    /** There is neither a record nor a manifest of it. */
    UNKNOWN,
    /** A worker has taken its request, and not planned it yet. */
    TAKEN,
    /** It is planned, and not finished. */
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** It was a dry run, and is over. */
    PLANNED,
    /** Only another version of the worker can read its records or its manifest. */
    OTHER_VERSION;

    /** As in JSON: {@code other-version}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
