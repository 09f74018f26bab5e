package io.maskexport.raster;

import io.maskexport.annotation.Annotation;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.Bitmap;
import io.maskexport.geometry.Spans;

import static io.maskexport.defect.Limit.FIGURE_RUNS;
import static io.maskexport.defect.Limit.IMAGE_LABEL_BYTES;

/**
 * The memory that the labels of one item take: as they were read, and as they are drawn. What would exceed the limit is
 * refused before it is made, or while it grows.
 */
public final class LabelMemory {
    /** Of a piece and its layers, whatever it covers. */
    private static final int PIECE_BYTES = 240;

    private final Limits limits;
    private long bytes;

    /** Begins with what the labels take as they were read. */
    public LabelMemory(Annotation annotation, Limits limits) {
        this.limits = limits;
        bytes = annotation.bytes();
    }

    /** Runs of pixels that the labels of an item have at most: one for each row that an edge passes. */
    public static long mostRuns(Annotation annotation, int thickness) {
        return annotation.labels().stream()
                .mapToLong(label -> ScanCost.of(label.geometry(), label.objectClass().graph(), thickness,
                        annotation.height() - 1))
                .sum();
    }

    /** Runs of pixels that the next piece may have. */
    public long runsLeft() {
        return Math.clamp((limits.of(IMAGE_LABEL_BYTES) - bytes) / Long.BYTES, 0, limits.of(FIGURE_RUNS));
    }

    /**
     * Takes what a piece of a label holds before it is drawn.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that is more than is left
     */
    @SuppressWarnings("ReferenceEquality") // a label that was not cut is the piece itself
    public void takePiece(Geometry piece, Geometry label) throws DefectException {
        take(PIECE_BYTES + (piece == label || isShared(piece, label) ? 0 : piece.bytes()));
    }

    private static boolean isShared(Geometry piece, Geometry label) {
        return piece instanceof Bitmap part && label instanceof Bitmap whole
                && part.pixels().sharesRunsWith(whole.pixels());
    }

    /**
     * Takes what was drawn of a piece.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that is more than is left
     */
    public void takeDrawn(Drawing drawing, Geometry piece) throws DefectException {
        boolean shared = piece instanceof Bitmap bitmap && drawing instanceof Drawing.Solid(Spans spans)
                && spans.sharesRunsWith(bitmap.pixels());
        take(shared ? 0 : Long.BYTES * drawing.runs());
    }

    /**
     * Takes so many bytes.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that is more than is left
     */
    private void take(long more) throws DefectException {
        bytes += more;
        if (bytes > limits.of(IMAGE_LABEL_BYTES)) {
            throw exceeded();
        }
    }

    /** What was taken, to go {@link #back} to. */
    public long bytes() {
        return bytes;
    }

    /** Gives back what was taken since, for a label that is refused. */
    public void back(long earlier) {
        bytes = earlier;
    }

    /** What a label ends with that needs more than is left. */
    public DefectException exceeded() {
        boolean figure = bytes + Long.BYTES * limits.of(FIGURE_RUNS) <= limits.of(IMAGE_LABEL_BYTES);
        return figure
                ? new DefectException(FIGURE_RUNS, DefectCode.FIGURE_TOO_COMPLEX,
                        "more than " + limits.of(FIGURE_RUNS) + " runs of pixels")
                : new DefectException(IMAGE_LABEL_BYTES, DefectCode.FIGURE_TOO_COMPLEX,
                        "the labels of the item take more than " + limits.of(IMAGE_LABEL_BYTES) + " bytes");
    }
}
