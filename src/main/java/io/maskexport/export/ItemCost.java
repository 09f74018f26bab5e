package io.maskexport.export;

import io.maskexport.defect.DefectException;
import io.maskexport.picture.DecodingCost;
import io.maskexport.picture.PictureSize;
import io.maskexport.render.MaskKind;

/**
 * How many bytes an item is expected to hold. Decoded pictures are known from their header; outputs are estimates by what
 * photographs were measured to take, and are corrected once they exist.
 */
final class ItemCost {
    /** A human mask shows two pixels for each of the picture; PNG of photographs takes about a third of their RGB. */
    private static final int HUMAN_BYTES = 2;
    /** Points and bitmaps of an annotation, in memory and again in its masks. */
    private static final int LABEL_FACTOR = 4;

    private ItemCost() {}

    /** While it is rendered, input included. */
    static long render(Item item, ItemInput input, ExportContext context) {
        long labels = item.masked() ? (long) LABEL_FACTOR * input.annotation().map(text -> text.length).orElse(0) : 0;
        boolean decodes = item.masked() && context.options().masks().contains(MaskKind.HUMAN);
        return input.bytes() + labels + (decodes ? input.image().map(image -> picture(image, context)).orElse(0L) : 0);
    }

    private static long picture(byte[] encoded, ExportContext context) {
        try {
            return DecodingCost.of(encoded, context.limits()).bytes() + HUMAN_BYTES * PictureSize.of(encoded).pixels();
        } catch (DefectException _) {
            return 0; // It is not decoded; the renderer says why.
        }
    }
}
