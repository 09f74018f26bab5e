package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Totals of an export.
 *
 * @param items images; all of them are in the archive
 * @param rendered items with masks
 * @param skipped items without masks, each named in a warning; {@code items = rendered + skipped}
 * @param labels labels drawn
 * @param masks number of files of each mask kind
 * @param bytes total size of all parts
 * @param unselected planned items that are not in the archive because their annotations are not selected; null if none
 */
public record ExportTotals(long items, long rendered, long skipped, long labels, MaskCounts masks, long bytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long unselected) {
    /** All planned items are in the archive. */
    public ExportTotals(long items, long rendered, long skipped, long labels, MaskCounts masks, long bytes) {
        this(items, rendered, skipped, labels, masks, bytes, null);
    }

    /** Number of files of each mask kind. */
    public record MaskCounts(long human, long machine, long semanticRgb, long instance) {}
}
