package io.maskexport.worker.manifest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.maskexport.archive.PartSummary;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.MaskKind;
import org.jspecify.annotations.Nullable;

/** Counts what the items of a part hold. Not for several threads. */
public final class PartTally {
    private long items;
    private long unselected;
    private long skipped;
    private String firstItem = "";
    private String lastItem = "";
    private @Nullable FailedItems failed;
    private long labels;
    private final Map<MaskKind, Long> masks = new EnumMap<>(MaskKind.class);
    private final WarningTally warnings = new WarningTally();
    private final ItemSets sets = new ItemSets();

    /** Adds the next item. */
    public void add(RenderedItem item) {
        sets.add(item);
        if (!item.selected()) {
            unselected++;
            return;
        }
        lastItem = item.members().name();
        firstItem = items == 0 ? lastItem : firstItem;
        items++;
        labels += item.labels();
        item.masks().forEach((kind, n) -> masks.merge(kind, (long) n, Long::sum));
        var lacking = FailedItems.of(item);
        skipped += lacking != null && hasNoMask(item) ? 1 : 0;
        failed = FailedItems.sum(failed, lacking);
        warnings.add(item.warnings());
    }

    /** An image without labels may rightly have no mask; one with a defect of its own and no mask was skipped. */
    private static boolean hasNoMask(RenderedItem item) {
        return item.masks().values().stream().noneMatch(n -> n > 0);
    }

    /** Which sets the planned items are in. */
    public ItemSets sets() {
        return sets;
    }

    /** Items that lack masks; null where there are none. */
    public @Nullable FailedItems failed() {
        return failed;
    }

    /**
     * The part as the manifest lists it.
     *
     * @param number its place in the archive, from 1, or what its name says
     * @param bucket empty where the key is the name of a file
     * @param etag empty where there is no bucket
     * @param index the index beside it, null if it has none
     */
    public ArchivePart part(int number, PartSummary summary, String bucket, String key, String etag,
            @Nullable IndexObject index) {
        return new ArchivePart(number, bucket, key, summary.bytes(), summary.sha256(), etag, items, summary.members(),
                firstItem, lastItem, index);
    }

    /** What was counted, where the part has that many bytes. */
    public ExportTotals totals(long bytes) {
        return new ExportTotals(items, items - skipped, skipped, labels, new ExportTotals.MaskCounts(of(MaskKind.HUMAN),
                of(MaskKind.MACHINE), of(MaskKind.SEMANTIC_RGB), of(MaskKind.INSTANCE), masks.get(MaskKind.PALETTE),
                masks.get(MaskKind.CLASS), masks.get(MaskKind.INSTANCE_ID), masks.get(MaskKind.COCO_INSTANCES),
                masks.get(MaskKind.COCO_PANOPTIC)), bytes,
                unselected == 0 ? null : unselected);
    }

    private long of(MaskKind kind) {
        return masks.getOrDefault(kind, 0L);
    }

    /** The part, with what was counted of it. */
    public ArchiveSummary summary(ArchivePart part) {
        return ArchiveSummary.of(part, totals(part.bytes()), warningCounts(), warnings(), failed);
    }

    /** What was counted where no part was made: items that their annotations leave out. */
    public ArchiveSummary withoutPart() {
        return new ArchiveSummary(List.of(), totals(0), warningCounts(), warnings(), failed);
    }

    /** How many warnings there are of each code. */
    public SortedMap<String, Long> warningCounts() {
        return warnings.counts();
    }

    /** The warnings in order; of an item that has very many the first ones and the first of each code. */
    public List<WarningExample> warnings() {
        return warnings.listed();
    }
}
