package io.maskexport.worker.plan;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.manifest.FailedItems;
import org.jspecify.annotations.Nullable;

/**
 * A finished part of a task: what a worker that takes the task over need not do again.
 *
 * @param part with the number that its name has
 * @param next how many items of the task are in this part and those before it
 * @param end whether it is the last one of its task
 * @param totals of this part
 * @param counts warnings of each code
 * @param warnings in order, of an item that has very many the first ones
 * @param failed items that lack masks; null where there are none
 */
public record PartRecord(ArchivePart part, int next, boolean end, ExportTotals totals, SortedMap<String, Long> counts,
        List<WarningCounts.WarningExample> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailedItems failed) {
    public PartRecord {
        warnings = List.copyOf(warnings);
    }
}
