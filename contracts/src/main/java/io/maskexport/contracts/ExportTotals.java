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

    /** Number of files of each mask kind; null for the further kinds of which there are none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MaskCounts(long human, long machine, long semanticRgb, long instance, @Nullable Long palette,
            @Nullable Long classes, @Nullable Long instanceIds, @Nullable Long cocoInstances,
            @Nullable Long cocoPanoptic) {
        /** Of the kinds that the reference application has. */
        public MaskCounts(long human, long machine, long semanticRgb, long instance) {
            this(human, machine, semanticRgb, instance, null, null, null, null, null);
        }

        /** The sum of both. */
        public MaskCounts plus(MaskCounts more) {
            return new MaskCounts(human + more.human, machine + more.machine, semanticRgb + more.semanticRgb,
                    instance + more.instance, sum(palette, more.palette), sum(classes, more.classes),
                    sum(instanceIds, more.instanceIds), sum(cocoInstances, more.cocoInstances),
                    sum(cocoPanoptic, more.cocoPanoptic));
        }

        private static @Nullable Long sum(@Nullable Long some, @Nullable Long more) {
            if (some == null || more == null) {
                return some == null ? more : some;
            }
            return some + more;
        }
    }
}
