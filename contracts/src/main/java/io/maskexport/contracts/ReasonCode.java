package io.maskexport.contracts;

import java.util.Arrays;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * Why a request was refused, failed or set aside. The names are part of the protocol and never renamed; new ones may be
 * added.
 */
public enum ReasonCode {
    // ---- the request itself
    MALFORMED_REQUEST("Not JSON, no object, no valid request id, or a required field is missing.",
            "Send JSON as the schema says; the detail names the place."),
    UNSUPPORTED_VERSION("A major version that this worker does not know.",
            "Send version 1, or update the worker."),
    INVALID_OPTION("A field has a value that is not allowed.",
            "Correct the fields that are listed; each says its range."),
    FORBIDDEN_SOURCE("The policy does not let requests read there.",
            "Use another source, or have the operator allow it in `EXPORT_READABLE`."),
    FORBIDDEN_DESTINATION("The policy does not let requests write there.",
            "Use another destination, or have the operator allow it in `EXPORT_WRITABLE`."),
    REQUEST_ID_CONFLICT("An earlier request of the same id asked for something else.",
            "Choose a new request id; the earlier export is not touched."),

    // ---- the project
    SOURCE_NOT_FOUND("A bucket that the request names does not exist.",
            "Check the names of the buckets."),
    MISSING_META("There is no `meta.json` below the source's prefix.",
            "Check the prefix: it must be the project's own folder."),
    BROKEN_META("`meta.json` is not JSON, or breaks its rules.",
            "Repair `meta.json`; the detail names the place."),
    WRONG_PROJECT_TYPE("`projectType` in `meta.json` is not `images`: a project of videos, volumes or point clouds.",
            "Export a project of images; masks of other projects are not made."),
    DUPLICATE_CLASS("Two classes of one title.",
            "Rename one of the classes."),
    TOO_MANY_CLASSES("More than 65,535 classes.",
            "Export with fewer classes."),
    UNKNOWN_DATASET("A dataset that the request names is not in the project.",
            "Check the datasets' names; nested ones are `parent/child`."),
    INPUT_CHANGED("An input was changed or deleted after the export was planned.",
            "Send the request again, under a new id, when nobody writes to the project."),
    OUTPUT_LIMIT("The archive would have more bytes, members or parts than an export may.",
            "Export fewer datasets or mask kinds at once, or use larger parts."),

    TOO_MANY_FAILED_ITEMS(
            "More items lack masks than the request's `maxFailedItems` allows; nothing of the archive is left.",
            "Mend the items: the detail names the first one, and an export without `maxFailedItems` names all in its warnings. Or allow more."),

    // ---- the infrastructure
    ACCESS_DENIED("The store denies the worker what it needs.",
            "Have the operator give the worker's credentials access; the detail names operation, bucket and key."),
    OBJECT_UNAVAILABLE(
            "The store has an object and cannot give it: archived, or encrypted with a key that cannot be used.",
            "Restore, copy or decrypt the object that the detail names, or have its key enabled; then send the request again, under a new id."),
    STORAGE_PROTOCOL_ERROR("The store answers against the rules of S3.",
            "Have the operator look at the store; the detail says what it answered."),
    DEPENDENCY_UNAVAILABLE("The store or another dependency was away for longer than a request is kept.",
            "Send the request again, under a new id, when it is back."),
    POISON_REQUEST("The request ended its worker again and again.",
            "Report it with the project; it is not tried again."),
    @JsonEnumDefaultValue
    INTERNAL_ERROR("A fault of the worker. Also what to take an unknown code for.",
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

    /** The table of codes, in Markdown. */
    public static String documentation() {
        return Arrays.stream(values())
                .map(code -> "| `%s` | %s | %s |".formatted(code, code.meaning, code.remedy))
                .collect(Collectors.joining("\n", "| Code | What happened | What to do |\n|---|---|---|\n", "\n"));
    }
}
