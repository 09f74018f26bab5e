package io.maskexport.contracts;

/**
 * Totals of an export.
 *
 * @param items images; all of them are in the archive
 * @param rendered items with masks
 * @param skipped items without masks, each named in a warning; {@code items = rendered + skipped}
 * @param labels labels drawn
 * @param masks number of files of each mask kind
 * @param bytes total size of all parts
 */
public record ExportTotals(long items, long rendered, long skipped, long labels, MaskCounts masks, long bytes) {

    /** Number of files of each mask kind. */
    public record MaskCounts(long human, long machine, long semanticRgb, long instance) {}
}
