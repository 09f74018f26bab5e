package io.maskexport.raster;

import io.maskexport.annotation.Annotation;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.ColumnEdges;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Bitmap;
import io.maskexport.geometry.Spans;

import static io.maskexport.defect.Limit.FIGURE_RUNS;
import static io.maskexport.defect.Limit.IMAGE_LABEL_BYTES;

/**
 * Counts the memory of one item's labels, as read and as drawn. Whatever would exceed the limit is refused before it is
 * made, or while it grows.
 */
public final class LabelMemory {
    /** Of a piece and its layers, whatever its size. */
    private static final int PIECE_BYTES = 240;

    private final Limits limits;
    private long bytes;

    /** Starts with the memory of the labels as read. */
    public LabelMemory(Annotation annotation, Limits limits) {
        this.limits = limits;
        bytes = annotation.bytes();
    }

    /** Upper bound on the runs of an item's labels: one for each row that an edge crosses. */
    public static long mostRuns(Annotation annotation, int thickness) {
        return annotation.labels().stream()
                .mapToLong(label -> ScanCost.of(label.geometry(), label.objectClass().graph(), thickness,
                        annotation.height() - 1))
                .sum();
    }

    /** Upper bound on the edges of runs in the columns of an item's labels: two for each column that an edge crosses. */
    public static long mostColumnEdges(Annotation annotation, int thickness) {
        var edges = new ColumnEdges();
        return annotation.labels().stream().mapToLong(label -> switch (label.geometry()) {
            case Bitmap bitmap -> edges.count(bitmap.pixels());
            case AlphaMask mask -> mask.width() * (mask.height() + 1L);
            case Geometry figure -> 2 * ScanCost.ofColumns(figure, label.objectClass().graph(), thickness,
                    annotation.width() - 1);
        }).sum();
    }

    /** How many runs the next piece may have. */
    public long runsLeft() {
        return Math.clamp((limits.of(IMAGE_LABEL_BYTES) - bytes) / Long.BYTES, 0, limits.of(FIGURE_RUNS));
    }

    /**
     * Takes the memory that a piece of a label needs before it is drawn.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that exceeds what is left
     */
    @SuppressWarnings("ReferenceEquality") // an uncropped label is the piece itself
    public void takePiece(Geometry piece, Geometry label) throws DefectException {
        take(PIECE_BYTES + (piece == label || isShared(piece, label) ? 0 : piece.bytes()));
    }

    private static boolean isShared(Geometry piece, Geometry label) {
        return piece instanceof Bitmap part && label instanceof Bitmap whole
                && part.pixels().sharesRunsWith(whole.pixels());
    }

    /**
     * Takes the memory of a piece's drawing.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that exceeds what is left
     */
    public void takeDrawn(Drawing drawing, Geometry piece) throws DefectException {
        boolean shared = piece instanceof Bitmap bitmap && drawing instanceof Drawing.Solid(Spans spans)
                && spans.sharesRunsWith(bitmap.pixels());
        take(shared ? 0 : Long.BYTES * drawing.runs());
    }

    /**
     * Takes this many bytes.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if that exceeds what is left
     */
    private void take(long more) throws DefectException {
        bytes += more;
        if (bytes > limits.of(IMAGE_LABEL_BYTES)) {
            throw exceeded();
        }
    }

    /** The bytes taken so far, as a mark for {@link #back}. */
    public long bytes() {
        return bytes;
    }

    /** Releases everything taken since the mark, for a label that is refused. */
    public void back(long earlier) {
        bytes = earlier;
    }

    /** The defect of a label that needs more than is left. */
    public DefectException exceeded() {
        boolean figure = bytes + Long.BYTES * limits.of(FIGURE_RUNS) <= limits.of(IMAGE_LABEL_BYTES);
        return figure
                ? new DefectException(FIGURE_RUNS, DefectCode.FIGURE_TOO_COMPLEX,
                        "more than " + limits.of(FIGURE_RUNS) + " runs of pixels")
                : new DefectException(IMAGE_LABEL_BYTES, DefectCode.FIGURE_TOO_COMPLEX,
                        "the labels of the item need more than " + limits.of(IMAGE_LABEL_BYTES) + " bytes");
    }
}
