package io.maskexport.contracts;

/** The last event of an export, which says what its manifest says. */
public sealed interface TerminalEvent extends ExportEvent permits ExportCompleted, ExportFailed, ExportCancelled {
    /**
     * The event that follows from a manifest.
     *
     * @param written where the manifest is
     * @throws IllegalArgumentException a manifest that says completed without totals, or failed without a reason
     */
    static TerminalEvent of(Manifest manifest, ObjectPointer written) {
        return switch (manifest.status()) {
            case COMPLETED -> ExportCompleted.of(manifest, written);
            case FAILED -> ExportFailed.of(manifest, written);
            case CANCELLED -> new ExportCancelled(manifest.requestId(), written);
        };
    }

    /**
     * The event of an export whose end is recorded, while its destination refuses the manifest.
     *
     * @throws IllegalArgumentException a completed export, whose event points at its manifest
     */
    static TerminalEvent withoutManifest(Manifest manifest) {
        return switch (manifest.status()) {
            case COMPLETED ->
                throw new IllegalArgumentException("completed without a manifest: " + manifest.requestId());
            case FAILED -> ExportFailed.of(manifest, null);
            case CANCELLED -> new ExportCancelled(manifest.requestId(), null);
        };
    }
}
