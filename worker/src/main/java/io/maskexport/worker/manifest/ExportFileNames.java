package io.maskexport.worker.manifest;

import io.maskexport.archive.SafeName;
import io.maskexport.contracts.ExportRequested;

/** Names of the files that an export writes beside its parts, and of the parts themselves before their numbers. */
public final class ExportFileNames {
    public static final String MANIFEST = "manifest.json";
    /** In the format of {@code sha256sum -c}. */
    public static final String SUMS = "SHA256SUMS";
    /** All warnings, one JSON object a line; written when the manifest has no room for them. */
    public static final String WARNINGS = "warnings.ndjson";

    private ExportFileNames() {}

    /** The name of the archive: every part's name begins with it. */
    public static String stem(ExportRequested request) {
        return SafeName.segment(request.project().id() + "_" + request.project().name());
    }
}
