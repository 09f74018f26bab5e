package io.maskexport.contracts;

/** The last event of an export that was not only planned; agrees with its manifest. */
public sealed interface TerminalEvent extends ExportEvent permits ExportCompleted, ExportFailed, ExportCancelled {
    /**
     * The last event for a manifest.
     *
     * @param written where the manifest is
     * @throws IllegalArgumentException if the manifest is completed without content or failed without a reason
     */
    static ExportEvent of(Manifest manifest, ObjectPointer written) {
        return switch (manifest.status()) {
            case COMPLETED -> ExportCompleted.of(manifest, written);
            case PLANNED -> ExportPlanned.of(manifest, written);
            case FAILED -> ExportFailed.of(manifest, written);
            case CANCELLED -> new ExportCancelled(manifest.requestId(), written);
        };
    }

    /**
     * The event of an export whose end is recorded but whose destination refuses the manifest.
     *
     * @throws IllegalArgumentException if the export is completed: its event must point at the manifest
     */
    static ExportEvent withoutManifest(Manifest manifest) {
        return switch (manifest.status()) {
            case COMPLETED ->
                throw new IllegalArgumentException("completed without a manifest: " + manifest.requestId());
            case PLANNED -> ExportPlanned.of(manifest, null);
            case FAILED -> ExportFailed.of(manifest, null);
            case CANCELLED -> new ExportCancelled(manifest.requestId(), null);
        };
    }
}
