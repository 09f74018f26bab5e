package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
    private static final ExportTotals NOTHING = new ExportTotals(0, 0, 0, 0, new ExportTotals.MaskCounts(0, 0, 0, 0),
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

    /** What stretches of the archive hold together, one after the other. */
    public static ArchiveSummary sum(List<ArchiveSummary> stretches) {
        return sum(ofProject(new TreeMap<>(), List.of()), stretches);
    }

    /** What all of the archive holds, with what was found wrong with the project as a whole. */
    public static ArchiveSummary sum(ArchiveSummary project, List<ArchiveSummary> stretches) {
        var parts = new ArrayList<>(project.parts);
        var totals = project.totals;
        var counts = new TreeMap<>(project.counts);
        var examples = new ArrayList<>(project.examples);
        var failed = project.failed;
        for (var next : stretches) {
            parts.addAll(next.parts);
            totals = sum(totals, next.totals);
            next.counts.forEach((code, n) -> counts.merge(code, n, Long::sum));
            examples.addAll(next.examples.subList(0,
                    Math.min(next.examples.size(), WarningCounts.MAX_EXAMPLES - examples.size())));
            failed = FailedItems.sum(failed, next.failed);
        }
        return new ArchiveSummary(parts, totals, counts, examples, failed);
    }

    private static ExportTotals sum(ExportTotals a, ExportTotals b) {
        var masks = new ExportTotals.MaskCounts(a.masks().human() + b.masks().human(),
                a.masks().machine() + b.masks().machine(), a.masks().semanticRgb() + b.masks().semanticRgb(),
                a.masks().instance() + b.masks().instance());
        return new ExportTotals(a.items() + b.items(), a.rendered() + b.rendered(), a.skipped() + b.skipped(),
                a.labels() + b.labels(), masks, a.bytes() + b.bytes());
    }

    private static List<WarningExample> first(List<WarningExample> warnings) {
        return List.copyOf(warnings.subList(0, Math.min(warnings.size(), WarningCounts.MAX_EXAMPLES)));
    }

    /** The same parts, numbered by their place in the archive. */
    List<ArchivePart> numberedParts() {
        var numbered = new ArrayList<ArchivePart>();
        for (var part : parts) {
            numbered.add(new ArchivePart(numbered.size() + 1, part.bucket(), part.key(), part.bytes(), part.sha256(),
                    part.etag(), part.items(), part.members(), part.firstItem(), part.lastItem()));
        }
        return numbered;
    }
}
