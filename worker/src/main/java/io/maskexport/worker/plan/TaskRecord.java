package io.maskexport.worker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.manifest.FailedItems;
import org.jspecify.annotations.Nullable;

/**
 * One finished task, or several combined.
 *
 * @param examples the first warnings, at most {@link WarningCounts#MAX_EXAMPLES}
 * @param failed items that lack masks; null if none
 */
public record TaskRecord(List<ArchivePart> parts, ExportTotals totals, SortedMap<String, Long> counts,
        List<WarningCounts.WarningExample> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailedItems failed) {
    public static final TaskRecord NONE = new TaskRecord(List.of(),
            new ExportTotals(0, 0, 0, 0, new ExportTotals.MaskCounts(0, 0, 0, 0), 0), new TreeMap<>(), List.of(), null);

    public TaskRecord {
        parts = List.copyOf(parts);
        examples = List.copyOf(examples);
    }

    static TaskRecord of(PartRecord part) {
        return new TaskRecord(List.of(part.part()), part.totals(), part.counts(), first(part.warnings()),
                part.failed());
    }

    public static TaskRecord of(List<PartRecord> parts) {
        return parts.stream().map(TaskRecord::of).reduce(NONE, TaskRecord::and);
    }

    /** Appends the next task. */
    public TaskRecord and(TaskRecord next) {
        var allParts = new ArrayList<>(parts);
        allParts.addAll(next.parts);
        var allCounts = new TreeMap<>(counts);
        next.counts.forEach((code, n) -> allCounts.merge(code, n, Long::sum));
        var allExamples = new ArrayList<>(examples);
        allExamples.addAll(next.examples);
        return new TaskRecord(allParts, sum(totals, next.totals), allCounts, first(allExamples),
                FailedItems.sum(failed, next.failed));
    }

    private static List<WarningCounts.WarningExample> first(List<WarningCounts.WarningExample> warnings) {
        return warnings.subList(0, Math.min(warnings.size(), WarningCounts.MAX_EXAMPLES));
    }

    private static ExportTotals sum(ExportTotals a, ExportTotals b) {
        var masks = new ExportTotals.MaskCounts(a.masks().human() + b.masks().human(),
                a.masks().machine() + b.masks().machine(), a.masks().semanticRgb() + b.masks().semanticRgb(),
                a.masks().instance() + b.masks().instance());
        return new ExportTotals(a.items() + b.items(), a.rendered() + b.rendered(), a.skipped() + b.skipped(),
                a.labels() + b.labels(), masks, a.bytes() + b.bytes());
    }
}
