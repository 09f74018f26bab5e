package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * Why a request was refused, failed or set aside. The names are part of the protocol and never renamed; new ones may be
 * added.
 */
public enum ReasonCode {
    // ---- the request itself
    /** Not JSON, no object, no valid request id, or a required field is missing. */
    MALFORMED_REQUEST("Send JSON as the schema says; the detail names the place."),
    /** A major version that this worker does not know. */
    UNSUPPORTED_VERSION("Send version 1, or update the worker."),
    /** A field has a value that is not allowed. */
    INVALID_OPTION("Correct the fields that are listed; each says its range."),
    /** The policy does not let requests read there. */
    FORBIDDEN_SOURCE("Use another source, or have the operator allow it in `EXPORT_READABLE`."),
    /** The policy does not let requests write there. */
    FORBIDDEN_DESTINATION("Use another destination, or have the operator allow it in `EXPORT_WRITABLE`."),
    /** An earlier request of the same id asked for something else. */
    REQUEST_ID_CONFLICT("Choose a new request id; the earlier export is not touched."),

    // ---- the project
    /** A bucket that the request names does not exist. */
    SOURCE_NOT_FOUND("Check the names of the buckets."),
    /** There is no `meta.json` below the source's prefix. */
    MISSING_META("Check the prefix: it must be the project's own folder."),
    /** `meta.json` is not JSON, or breaks its rules. */
    BROKEN_META("Repair `meta.json`; the detail names the place."),
    /** Two classes of one title. */
    DUPLICATE_CLASS("Rename one of the classes."),
    /** More than 65,535 classes. */
    TOO_MANY_CLASSES("Export with fewer classes."),
    /** A dataset that the request names is not in the project. */
    UNKNOWN_DATASET("Check the datasets' names; nested ones are `parent/child`."),
    /** An input was changed or deleted after the export was planned. */
    INPUT_CHANGED("Send the request again, under a new id, when nobody writes to the project."),
    /** The archive would have more bytes, members or parts than an export may. */
    OUTPUT_LIMIT("Export fewer datasets or mask kinds at once, or use larger parts."),

    // ---- the way there
    /** The store denies the worker what it needs. */
    ACCESS_DENIED("Have the operator give the worker's credentials access to the buckets."),
    /** The store answers against the rules of S3. */
    STORAGE_PROTOCOL_ERROR("Have the operator look at the store; the detail says what it answered."),
    /** The store or another dependency was away for longer than a request is kept. */
    DEPENDENCY_UNAVAILABLE("Send the request again, under a new id, when it is back."),
    /** The request ended its worker again and again. */
    POISON_REQUEST("Report it with the project; it is not tried again."),
    /** A fault of the worker. Also what to take an unknown code for. */
    @JsonEnumDefaultValue
    INTERNAL_ERROR("Report it with the detail and the worker's log.");

    private final String remedy;

    ReasonCode(String remedy) {
        this.remedy = remedy;
    }

    /** What a user does about it, in Markdown. */
    public String remedy() {
        return remedy;
    }
}
