package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.contracts.WarningCounts.WarningExample;
import org.jspecify.annotations.Nullable;

/**
 * What parts of an archive hold together: one part, those of a task, or all of an export.
 *
 * @param counts warnings of each code
 * @param examples the first warnings, {@link WarningCounts#MAX_EXAMPLES} at most
 * @param failed items that lack masks; null where there are none
 */
public record ArchiveSummary(List<ArchivePart> parts, ExportTotals totals, SortedMap<String, Long> counts,
        List<WarningExample> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailedItems failed) {
    static final ExportTotals NOTHING = new ExportTotals(0, 0, 0, 0, new ExportTotals.MaskCounts(0, 0, 0, 0),
            0);

    public ArchiveSummary {
        parts = List.copyOf(parts);
        examples = first(examples);
    }

    /** Of one part. */
    public static ArchiveSummary of(ArchivePart part, ExportTotals totals, SortedMap<String, Long> counts,
            List<WarningExample> warnings, @Nullable FailedItems failed) {
        return new ArchiveSummary(List.of(part), totals, counts, warnings, failed);
    }

    /** Of warnings that are no item's. */
    public static ArchiveSummary ofProject(SortedMap<String, Long> counts, List<WarningExample> warnings) {
        return new ArchiveSummary(List.of(), NOTHING, counts, warnings, null);
    }

    private static List<WarningExample> first(List<WarningExample> warnings) {
        return List.copyOf(warnings.subList(0, Math.min(warnings.size(), WarningCounts.MAX_EXAMPLES)));
    }

    /** The same parts, numbered by their place in the archive. */
    List<ArchivePart> numberedParts() {
        var numbered = new ArrayList<ArchivePart>();
        for (var part : parts) {
            numbered.add(part.numbered(numbered.size() + 1));
        }
        return numbered;
    }
}
