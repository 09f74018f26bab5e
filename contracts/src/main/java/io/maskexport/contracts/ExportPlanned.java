package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The project was listed. The last event of a dry run.
 *
 * @param items images to export
 * @param tasks number of tasks that the work is split into
 * @param estimate what the export would be; only of a dry run
 * @param manifest of a dry run; null if it could not be written
 */
public record ExportPlanned(String requestId, long items, int tasks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlanEstimate estimate,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer manifest) implements ExportEvent {
    /** The export goes on. */
    public ExportPlanned(String requestId, long items, int tasks) {
        this(requestId, items, tasks, null, null);
    }

    /** The end of a dry run. */
    static ExportPlanned of(Manifest manifest, @Nullable ObjectPointer written) {
        var planned = manifest.planned();
        if (planned == null) {
            throw new IllegalArgumentException("planned without content: " + manifest.requestId());
        }
        var estimate = planned.estimate();
        return new ExportPlanned(manifest.requestId(), estimate.items(), estimate.tasks(), estimate, written);
    }
}
