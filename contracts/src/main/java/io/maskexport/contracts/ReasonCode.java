package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * Why a request was refused, failed or set aside. The names are part of the protocol and never renamed; new ones may be
 * added.
 */
public enum ReasonCode {
    // ---- the request itself
    MALFORMED_REQUEST("It is not a JSON object, has no valid request id, or lacks a required field.",
            "Send JSON that follows the schema; see the detail."),
    UNSUPPORTED_VERSION("The worker does not support this major version.",
            "Send version 1, or upgrade the worker."),
    INVALID_OPTION("A field has an invalid value.",
            "Correct the listed fields; each entry states the valid range."),
    FORBIDDEN_SOURCE("The policy does not allow requests to read the source.",
            "Use another source, or ask the operator to add it to `EXPORT_READABLE`."),
    FORBIDDEN_DESTINATION("The policy does not allow requests to write there.",
            "Use another one, or ask the operator to add it to `EXPORT_WRITABLE`."),
    REQUEST_ID_CONFLICT("An earlier, different request has the same id.",
            "Choose a new request id; the earlier export is not affected."),
    QUOTA_EXCEEDED("The export, or what its tenant exports, exceeds a quota.",
            "Export less, wait, or ask the operator to raise the quota."),

    // ---- the project
    SOURCE_NOT_FOUND("The request names a bucket that does not exist.",
            "Check the names of the buckets."),
    MISSING_META("There is no `meta.json` in the source folder.",
            "Check the prefix: it must be the folder of the project."),
    BROKEN_META("`meta.json` is not JSON, or breaks its rules.",
            "Repair `meta.json`; the detail says where."),
    WRONG_PROJECT_TYPE("`projectType` in `meta.json` is not `images`.",
            "Export an image project; videos, volumes and point clouds are not supported."),
    DUPLICATE_CLASS("Two classes have the same title.",
            "Rename one of the classes."),
    TOO_MANY_CLASSES("The project has more than 65,535 classes.",
            "Export a project with fewer classes."),
    PALETTE_TOO_SMALL("Palette masks are requested, and a class has a value above 255.",
            "Leave out `paletteMasks`, or set other values in `classValues`."),
    UNLISTED_CLASS("A class has no value in `classValues`, and the request refuses that.",
            "Give it a value, or let unlisted classes be background."),
    IGNORE_VALUE_TAKEN("An ignore border is requested, and a class has its value.",
            "Set another value in `classValues`, or leave out `ignoreBorder`."),
    UNKNOWN_DATASET("The request names a dataset that is not in the project.",
            "Check the names; a nested dataset is `parent/child`."),
    CLASS_NOT_FOUND("The request names a class that is not in `meta.json`.",
            "Check the spelling, upper and lower case included."),
    SINCE_UNUSABLE("`since` names no manifest of a finished export with the same options.",
            "Name another one, or leave out `since`; the detail says why."),
    INPUT_CHANGED("An input changed or disappeared after planning.",
            "Send the request again with a new id, when nobody writes to the project."),
    OUTPUT_LIMIT("The archive would exceed the limit of bytes, members or parts.",
            "Export fewer datasets or mask kinds, or use larger parts."),

    TOO_MANY_FAILED_ITEMS(
            "More items lack masks than `maxFailedItems` allows.",
            "Repair the items, or allow more; the detail names the first item."),

    // ---- the infrastructure
    ACCESS_DENIED("The store denies the worker access.",
            "Ask the operator to grant access; the detail has operation, bucket and key."),
    OBJECT_UNAVAILABLE(
            "An object is archived, or encrypted with an unusable key.",
            "Restore or decrypt it (see the detail); send the request with a new id."),
    STORAGE_PROTOCOL_ERROR("The store violates the S3 protocol.",
            "Ask the operator to check the store; the detail has its answer."),
    DEPENDENCY_UNAVAILABLE("The store or another service was down beyond the deadline.",
            "Send the request again with a new id when it is back."),
    POISON_REQUEST("The request repeatedly crashed its worker.",
            "Report it with the project; the worker does not retry it."),
    @JsonEnumDefaultValue
    INTERNAL_ERROR("A fault of the worker. Treat unknown codes like this one.",
            "Report it with the detail and the worker's log.");

    private final String meaning;
    private final String remedy;

    ReasonCode(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** What happened, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What a user does about it, in Markdown. */
    public String remedy() {
        return remedy;
    }
}
