package io.maskexport.annotation;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.FIGURE_TOO_COMPLEX;
import static io.maskexport.defect.Limit.FIGURE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_SCAN;
import static io.maskexport.defect.Limit.IMAGE_SIDE;

/**
 * Counts what the labels of one annotation cost. A label that exceeds its own limit is skipped; when all labels together
 * exceed theirs, the item is.
 */
final class FigureBudget {
    private final Limits limits;
    private int labelPoints;
    private long itemPoints;
    private long bitmapPixels;
    private long alphaPixels;

    FigureBudget(Limits limits) {
        this.limits = limits;
    }

    void nextLabel() {
        labelPoints = 0;
    }

    /** Takes points, or the runs of a bitmap. */
    void takePoints(int count) throws DefectException {
        labelPoints += count;
        itemPoints += count;
        if (itemPoints > limits.of(IMAGE_POINTS)) {
            throw new DefectException(ANNOTATION_TOO_LARGE, "more than " + limits.of(IMAGE_POINTS) + " points");
        }
        if (labelPoints > limits.of(FIGURE_POINTS)) {
            throw new DefectException(FIGURE_TOO_COMPLEX, "more than " + limits.of(FIGURE_POINTS) + " points");
        }
    }

    /** Takes a bitmap, before any of its pixels is looked at. */
    void takeBitmap(long width, long height) throws DefectException {
        if (width > limits.of(IMAGE_SIDE) || height > limits.of(IMAGE_SIDE)
                || width * height > limits.of(IMAGE_PIXELS)) {
            throw new DefectException(BITMAP_TOO_LARGE, "a bitmap of %d x %d pixels".formatted(width, height));
        }
        bitmapPixels += width * height;
        if (bitmapPixels > limits.of(IMAGE_SCAN)) {
            throw new DefectException(ANNOTATION_TOO_LARGE,
                    "bitmaps of more than " + limits.of(IMAGE_SCAN) + " pixels");
        }
    }

    /** Takes the memory that an alpha mask keeps. */
    void takeAlpha(long pixels) throws DefectException {
        alphaPixels += pixels;
        if (alphaPixels > limits.of(IMAGE_PIXELS)) {
            throw new DefectException(ANNOTATION_TOO_LARGE,
                    "alpha masks of more than " + limits.of(IMAGE_PIXELS) + " pixels");
        }
    }
}
