package io.maskexport.contracts;

/**
 * What an export holds.
 *
 * @param items images; all of them are in the archive
 * @param rendered items with masks
 * @param skipped items without any, each named in a warning; {@code items = rendered + skipped}
 * @param labels labels that were drawn
 * @param masks files of each kind of mask
 * @param bytes of all parts
 */
public record ExportTotals(long items, long rendered, long skipped, long labels, MaskCounts masks, long bytes) {

    /** Files of each kind of mask. */
    public record MaskCounts(long human, long machine, long semanticRgb, long instance) {}
}
