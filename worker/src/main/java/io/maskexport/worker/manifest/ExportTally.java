package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Warning;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.MaskKind;
import org.jspecify.annotations.Nullable;

/** Counts what rendered items hold. Not for several threads. */
public final class ExportTally {
    /** Most warnings of one item that are listed, beside the first of each code; all are counted. */
    static final int MAX_LISTED = 100;

    private long items;
    private long skipped;
    private @Nullable FailedItems failed;
    private long labels;
    private final Map<MaskKind, Long> masks = new EnumMap<>(MaskKind.class);
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<WarningCounts.WarningExample> warnings = new ArrayList<>();

    /** Adds an item. */
    public void add(RenderedItem item) {
        items++;
        labels += item.labels();
        item.masks().forEach((kind, n) -> masks.merge(kind, (long) n, Long::sum));
        skipped += isSkipped(item) ? 1 : 0;
        failed = FailedItems.sum(failed, failed(item));
        warn(item.warnings());
    }

    private static @Nullable FailedItems failed(RenderedItem item) {
        return item.warnings().stream().filter(w -> w.defect().code().scope() == DefectCode.Scope.ITEM).findFirst()
                .map(w -> new FailedItems(1, w.defect().code() + " of " + w.subject())).orElse(null);
    }

    /** Items that lack masks; null where there are none. */
    public @Nullable FailedItems failed() {
        return failed;
    }

    /** Adds warnings that are no item's. */
    public void warn(List<Warning> found) {
        var codes = EnumSet.noneOf(DefectCode.class);
        int listed = 0;
        for (var warning : found) {
            var code = warning.defect().code();
            counts.merge(code.name(), warning.defect().times(), Long::sum);
            if (codes.add(code) || listed < MAX_LISTED) {
                listed++;
                warnings.add(example(warning));
            }
        }
    }

    static WarningCounts.WarningExample example(Warning warning) {
        return new WarningCounts.WarningExample(warning.defect().code().name(), warning.subject(),
                warning.defect().detail());
    }

    /** What was counted, where the archive has that many bytes. */
    public ExportTotals totals(long bytes) {
        return new ExportTotals(items, items - skipped, skipped, labels, new ExportTotals.MaskCounts(of(MaskKind.HUMAN),
                of(MaskKind.MACHINE), of(MaskKind.SEMANTIC_RGB), of(MaskKind.INSTANCE)), bytes);
    }

    /** How many warnings there are of each code. */
    public SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The warnings in order; of an item that has very many the first ones and the first of each code. */
    public List<WarningCounts.WarningExample> listed() {
        return List.copyOf(warnings);
    }

    /** How many of some warnings there are of each code. */
    public static SortedMap<String, Long> counts(Iterable<WarningCounts.WarningExample> warnings) {
        var counts = new TreeMap<String, Long>();
        warnings.forEach(warning -> counts.merge(warning.code(), 1L, Long::sum));
        return counts;
    }

    private long of(MaskKind kind) {
        return masks.getOrDefault(kind, 0L);
    }

    /** An image without labels may rightly have no mask; one with a defect of its own and no mask was skipped. */
    private static boolean isSkipped(RenderedItem item) {
        return item.masks().values().stream().noneMatch(n -> n > 0)
                && item.warnings().stream().anyMatch(w -> w.defect().code().scope() == DefectCode.Scope.ITEM);
    }
}
