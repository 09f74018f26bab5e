package io.maskexport.worker.manifest;

import java.util.List;

import io.maskexport.archive.SafeName;
import io.maskexport.contracts.ExportRequested;

/** Names of the files that an export writes beside its parts, and of the parts themselves before their numbers. */
public final class ExportFileNames {
    public static final String MANIFEST = "manifest.json";
    /** In the format of {@code sha256sum -c}. */
    public static final String SUMS = "SHA256SUMS";
    /** All warnings, one JSON object a line; written when the manifest has no room for them. */
    public static final String WARNINGS = "warnings.ndjson";

    /** Lists of a delta: items of the earlier export, one JSON object a line. */
    public static final String UNCHANGED = "delta_unchanged.ndjson";
    public static final String CHANGED = "delta_changed.ndjson";
    public static final String REMOVED = "delta_removed.ndjson";

    public static final List<String> DELTA = List.of(UNCHANGED, CHANGED, REMOVED);

    private ExportFileNames() {}

    /** The name of the archive: every part's name begins with it. */
    public static String stem(ExportRequested request) {
        return SafeName.segment(request.project().id() + "_" + request.project().name());
    }
}
