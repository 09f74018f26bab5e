package io.maskexport.worker.plan;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.FailedItems;
import io.maskexport.worker.manifest.ItemSets;
import org.jspecify.annotations.Nullable;

/**
 * A finished part of a task, which a worker that takes the task over need not repeat.
 *
 * @param part with the number in its name
 * @param next number of the task's items in this part and all earlier ones
 * @param end whether it is the last part of its task
 * @param totals of this part
 * @param counts warnings by code
 * @param warnings in order; for an item with very many, only the first
 * @param failed items that lack masks; null if none
 * @param sets which sets its items are in, see {@link ItemSets}; null if none is in one
 */
public record PartRecord(ArchivePart part, int next, boolean end, ExportTotals totals, SortedMap<String, Long> counts,
        List<WarningCounts.WarningExample> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailedItems failed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sets) {
    public PartRecord {
        warnings = List.copyOf(warnings);
    }

    /** The content of the part. */
    public ArchiveSummary summary() {
        return ArchiveSummary.of(part, totals, counts, warnings, failed);
    }
}
