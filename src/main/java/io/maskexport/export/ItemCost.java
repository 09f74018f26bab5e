package io.maskexport.export;

import io.maskexport.annotation.Annotation;
import io.maskexport.defect.DefectException;
import io.maskexport.picture.DecodingCost;
import io.maskexport.raster.LabelMemory;
import io.maskexport.render.MaskKind;
import io.maskexport.render.MaskRenderer;

import static io.maskexport.defect.Limit.IMAGE_LABEL_BYTES;
import static io.maskexport.defect.Limit.INSTANCE_BYTES;

/**
 * Estimates how many bytes of memory an item needs. The size of decoded pictures follows from their headers; output
 * sizes are estimates, measured with photographs, and are corrected once the outputs exist.
 */
final class ItemCost {
    /** A human mask has two pixels for each pixel of the picture; a PNG of photographs takes about a third of their RGB. */
    private static final int HUMAN_BYTES = 2;
    /** The budget is a share of the heap, which takes most of a container's memory. */
    private static final int NATIVE_FACTOR = 2;
    /** The points and bitmaps of an annotation, in memory and again in its masks. */
    private static final int LABEL_FACTOR = 4;

    /**
     * A polygon being filled, or clipped at the canvas edge, takes this many times the memory of its points; one
     * polygon at a time.
     */
    private static final int EDGE_FACTOR = 12;
    private static final long EDGE_BYTES_LIMIT = 8 << 20;
    /** A mask takes this fraction of the memory of its runs. */
    private static final int MASK_SHARE = 4;
    /** This many unlabelled pixels take one byte in a mask. */
    private static final long BLANK_PIXELS = 1_000;
    /** Size of an instance or class mask that is kept compressed. */
    private static final long PACKED_BYTES = 1 << 10;
    /** A run that covers another may divide it into two. */
    private static final int VISIBLE_FACTOR = 2;

    /** A run length in COCO's text takes as many bytes, or fewer; the first ones of a mask take more. */
    private static final long RUN_LENGTH_BYTES = 3;

    /** What the index says of a label, and the number of its visible pixels. */
    private static final long INDEX_BYTES = 256;

    private ItemCost() {}

    /** Memory during rendering, inputs included. */
    static long render(Item item, ItemInput input, ExportContext context) {
        long labels = item.masked() ? (long) LABEL_FACTOR * input.annotation().map(text -> text.length).orElse(0) : 0;
        boolean decodes = item.masked() && item.isPicture() && context.options().masks().contains(MaskKind.HUMAN);
        return input.bytes() + labels + (decodes ? input.image().map(image -> picture(image, context)).orElse(0L) : 0);
    }

    /** Additional memory of an item's labels, as read and as drawn, and of their masks. */
    static long labels(Annotation annotation, ExportContext context) {
        var options = context.options();
        long read = annotation.bytes();
        long runs = Long.BYTES * LabelMemory.mostRuns(annotation, options.thickness());
        long drawn = Math.min((read + runs) * grown(context), context.limits().of(IMAGE_LABEL_BYTES));
        long edges = annotation.labels().stream().mapToLong(label -> label.geometry().bytes()).max().orElse(0);
        return drawn + EDGE_FACTOR * Math.min(edges, EDGE_BYTES_LIMIT)
                + Math.min(drawn, runs) * options.masks().size() / MASK_SHARE + instances(annotation, context)
                + classes(annotation, context, Math.min(drawn, runs))
                + coco(annotation, context)
                + (options.index() ? INDEX_BYTES * annotation.labels().size() : 0);
    }

    /** A border repeats a run in as many rows as it is wide, on both sides. */
    private static long grown(ExportContext context) {
        int border = context.options().encoding().ignoreBorder();
        return border == 0 ? 1 : 2L * border + 2;
    }

    private static long instances(Annotation annotation, ExportContext context) {
        return context.options().masks().contains(MaskKind.INSTANCE)
                ? several(annotation, annotation.labels().size())
                : 0;
    }

    /** @param runs memory of the runs of all labels, of which the visible ones are copied */
    private static long classes(Annotation annotation, ExportContext context, long runs) {
        return context.options().masks().contains(MaskKind.CLASS)
                ? several(annotation,
                        annotation.labels().stream().mapToInt(label -> label.objectClass().index()).distinct().count())
                        + VISIBLE_FACTOR * runs
                : 0;
    }

    private static long coco(Annotation annotation, ExportContext context) {
        if (!context.options().masks().contains(MaskKind.COCO_INSTANCES)) {
            return 0;
        }
        long text = RUN_LENGTH_BYTES * LabelMemory.mostColumnEdges(annotation, context.options().thickness());
        return Math.min(text, context.limits().of(INSTANCE_BYTES)) + INDEX_BYTES * annotation.labels().size();
    }

    private static long several(Annotation annotation, long masks) {
        long pixels = (long) annotation.width() * annotation.height();
        return Math.min(masks * pixels / BLANK_PIXELS, MaskRenderer.PLAIN_BYTES) + masks * PACKED_BYTES;
    }

    private static long picture(byte[] encoded, ExportContext context) {
        try {
            var cost = DecodingCost.of(encoded, context.limits());
            return cost.heapBytes() + NATIVE_FACTOR * cost.nativeBytes() + HUMAN_BYTES * cost.pixels();
        } catch (DefectException _) {
            return 0; // It will not be decoded; the renderer reports why.
        }
    }
}
