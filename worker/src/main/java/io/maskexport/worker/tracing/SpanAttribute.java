package io.maskexport.worker.tracing;

import java.util.Locale;

/** What spans say beyond name, time and error; all attributes that they have. */
public enum SpanAttribute {
    /** The id of the request. */
    REQUEST_ID,
    /** Number of a part task, from 1. */
    TASK,
    /** Number in the name of a part. */
    PART,
    /** Number of items: of the plan, or that the part's task had reached. */
    ITEMS,
    /** Number of part tasks of a plan. */
    TASKS,
    /** Size of an object in bytes. */
    BYTES,
    /** How the work on a record ended. */
    OUTCOME;

    String text() {
        return "mask_export." + name().toLowerCase(Locale.ROOT);
    }
}
