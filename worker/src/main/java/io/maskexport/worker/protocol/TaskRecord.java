package io.maskexport.worker.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.Part;
import io.maskexport.contracts.Totals;
import io.maskexport.contracts.Warnings;
import org.jspecify.annotations.Nullable;

/**
 * A finished task, or several of them together.
 *
 * @param examples the first warnings, {@link Warnings#MAX_EXAMPLES} at most
 * @param failed items that lack masks; null where there are none
 */
record TaskRecord(List<Part> parts, Totals totals, SortedMap<String, Long> counts, List<Warnings.Example> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FailedItems failed) {
    static final TaskRecord NONE = new TaskRecord(List.of(),
            new Totals(0, 0, 0, 0, new Totals.Masks(0, 0, 0, 0), 0), new TreeMap<>(), List.of(), null);

    TaskRecord {
        parts = List.copyOf(parts);
        examples = List.copyOf(examples);
    }

    static TaskRecord of(PartRecord part) {
        return new TaskRecord(List.of(part.part()), part.totals(), part.counts(), first(part.warnings()),
                part.failed());
    }

    static TaskRecord of(List<PartRecord> parts) {
        return parts.stream().map(TaskRecord::of).reduce(NONE, TaskRecord::and);
    }

    /** This one and the next. */
    TaskRecord and(TaskRecord next) {
        var allParts = new ArrayList<>(parts);
        allParts.addAll(next.parts);
        var allCounts = new TreeMap<>(counts);
        next.counts.forEach((code, n) -> allCounts.merge(code, n, Long::sum));
        var allExamples = new ArrayList<>(examples);
        allExamples.addAll(next.examples);
        return new TaskRecord(allParts, sum(totals, next.totals), allCounts, first(allExamples),
                FailedItems.sum(failed, next.failed));
    }

    private static List<Warnings.Example> first(List<Warnings.Example> warnings) {
        return warnings.subList(0, Math.min(warnings.size(), Warnings.MAX_EXAMPLES));
    }

    private static Totals sum(Totals a, Totals b) {
        var masks = new Totals.Masks(a.masks().human() + b.masks().human(),
                a.masks().machine() + b.masks().machine(), a.masks().semanticRgb() + b.masks().semanticRgb(),
                a.masks().instance() + b.masks().instance());
        return new Totals(a.items() + b.items(), a.rendered() + b.rendered(), a.skipped() + b.skipped(),
                a.labels() + b.labels(), masks, a.bytes() + b.bytes());
    }
}
