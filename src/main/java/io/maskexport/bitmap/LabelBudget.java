package io.maskexport.bitmap;

import java.util.function.LongConsumer;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.FIGURE_TOO_COMPLEX;
import static io.maskexport.defect.Limit.FIGURE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_LABELS;
import static io.maskexport.defect.Limit.IMAGE_LABEL_BYTES;
import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_SCAN;
import static io.maskexport.defect.Limit.IMAGE_SIDE;
import static io.maskexport.geometry.Geometry.OBJECT_BYTES;

/**
 * Counts the cost of the labels of one annotation. A label that exceeds its own limit is skipped; if all labels
 * together exceed theirs, the item is.
 */
public final class LabelBudget {
    /** Granularity, in bytes, at which memory is reported. */
    private static final long STEP = 2L << 20;

    private final Limits limits;
    private final LongConsumer memory;
    private long reported = STEP;
    private int labelPoints;
    private long itemPoints;
    private long bitmapPixels;
    private long bytes;
    private long labelBytes;
    private long labels;

    public LabelBudget(Limits limits) {
        this(limits, _ -> {});
    }

    /** @param memory receives the number of bytes that the labels may take, before they are kept */
    public LabelBudget(Limits limits, LongConsumer memory) {
        this.limits = limits;
        this.memory = memory;
    }

    /** @throws DefectException {@code ANNOTATION_TOO_LARGE} if the item has too many labels */
    public void nextLabel() throws DefectException {
        labelPoints = 0;
        labelBytes = 0;
        labels++;
        if (labels > limits.of(IMAGE_LABELS)) {
            throw new DefectException(IMAGE_LABELS, ANNOTATION_TOO_LARGE,
                    "more than " + limits.of(IMAGE_LABELS) + " labels");
        }
    }

    /** Subtracts the label that was read last, which is not kept. */
    public void forgetLabel() {
        bytes -= labelBytes;
        labelBytes = 0;
    }

    /** Takes a ring, a part or a face, without its points. */
    public void takeObject() throws DefectException {
        takePoints(1);
        takeBytes(OBJECT_BYTES);
    }

    /** Takes runs of a bitmap. */
    void takeRuns(int count) throws DefectException {
        takeBytes((long) Long.BYTES * count);
    }

    /** Takes memory. */
    public void takeBytes(long more) throws DefectException {
        bytes += more;
        labelBytes += more;
        if (bytes > limits.of(IMAGE_LABEL_BYTES)) {
            throw new DefectException(IMAGE_LABEL_BYTES, FIGURE_TOO_COMPLEX,
                    "the labels of the item need more than " + limits.of(IMAGE_LABEL_BYTES) + " bytes");
        }
        if (bytes > reported) {
            reported = bytes + STEP;
            memory.accept(reported);
        }
    }

    /** Takes points. */
    public void takePoints(int count) throws DefectException {
        labelPoints += count;
        itemPoints += count;
        if (itemPoints > limits.of(IMAGE_POINTS)) {
            throw new DefectException(IMAGE_POINTS, ANNOTATION_TOO_LARGE,
                    "more than " + limits.of(IMAGE_POINTS) + " points");
        }
        if (labelPoints > limits.of(FIGURE_POINTS)) {
            throw new DefectException(FIGURE_POINTS, FIGURE_TOO_COMPLEX,
                    "more than " + limits.of(FIGURE_POINTS) + " points");
        }
        takeBytes(2L * Integer.BYTES * count);
    }

    /** Takes a bitmap, before any of its pixels is read. */
    public void takeBitmap(long width, long height) throws DefectException {
        boolean isLong = Math.max(width, height) > limits.of(IMAGE_SIDE);
        if (isLong || width * height > limits.of(IMAGE_PIXELS)) {
            throw new DefectException(isLong ? IMAGE_SIDE : IMAGE_PIXELS, BITMAP_TOO_LARGE,
                    "a bitmap of %d x %d pixels".formatted(width, height));
        }
        bitmapPixels += width * height;
        if (bitmapPixels > limits.of(IMAGE_SCAN)) {
            throw new DefectException(IMAGE_SCAN, ANNOTATION_TOO_LARGE,
                    "bitmaps of more than " + limits.of(IMAGE_SCAN) + " pixels");
        }
    }

    /** Takes the memory that an alpha mask keeps. */
    void takeAlpha(long pixels) throws DefectException {
        takeBytes(pixels);
    }
}
