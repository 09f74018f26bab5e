package io.maskexport.worker.plan;

import io.maskexport.contracts.MaskEncodings;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * What the operator allows one export.
 *
 * @param items largest number of items
 * @param bytes largest size of all originals and annotations
 * @param masks largest number of masks: items times the kinds of masks that the request asks for, because nobody knows the
 * number of instances before all annotations are read
 */
public record ExportQuota(long items, long bytes, long masks) {
    /** No bound. */
    public static final ExportQuota NONE = new ExportQuota(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** Compares the export so far, so that planning ends as soon as a quota is exceeded. */
    void check(long plannedItems, long plannedBytes, RenderChoices options) throws DefectException {
        check("items", plannedItems, items, "QUOTA_ITEMS");
        check("bytes of input", plannedBytes, bytes, "QUOTA_BYTES");
        check("masks", plannedItems * kinds(options), masks, "QUOTA_MASKS");
    }

    private static void check(String what, long value, long most, String setting) throws DefectException {
        if (value > most) {
            throw new DefectException(DefectCode.QUOTA_EXCEEDED,
                    "more than %d %s; %s allows no more".formatted(most, what, setting));
        }
    }

    private static int kinds(RenderChoices options) {
        return one(options.humanMasks()) + one(options.machineMasks()) + one(options.semanticRgbMasks())
                + one(options.instanceMasks()) + kinds(options.encodings());
    }

    private static int kinds(MaskEncodings encodings) {
        return one(encodings.hasPalette()) + one(encodings.classMasks()) + one(encodings.instanceIdMasks())
                + one(encodings.cocoInstances()) + one(encodings.cocoPanoptic());
    }

    private static int one(boolean wanted) {
        return wanted ? 1 : 0;
    }
}
