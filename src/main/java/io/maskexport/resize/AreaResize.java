package io.maskexport.resize;

/**
 * Shrinks RGB rows by averaging the area that each pixel covers; equal, sample by sample, to OpenCV's
 * {@code INTER_AREA} on x86-64: same order of float operations, no fused ones. Rows go in from top to bottom and come
 * out as they are completed.
 */
public final class AreaResize {
    static final int SAMPLES = 3;

    private final RowReducer reducer;
    private final byte[] row;

    /**
     * For one picture; sides in pixels.
     *
     * @param width 1 to {@code sourceWidth}
     * @param height 1 to {@code sourceHeight}
     */
    public AreaResize(int sourceWidth, int sourceHeight, int width, int height) {
        if (width < 1 || width > sourceWidth || height < 1 || height > sourceHeight) {
            throw new IllegalArgumentException(
                    "%d x %d cannot shrink to %d x %d".formatted(sourceWidth, sourceHeight, width, height));
        }
        reducer = reducer(sourceWidth, sourceHeight, width, height);
        row = new byte[SAMPLES * width];
    }

    private static RowReducer reducer(int sourceWidth, int sourceHeight, int width, int height) {
        double scaleX = scale(sourceWidth, width);
        double scaleY = scale(sourceHeight, height);
        if (isWhole(scaleX) && isWhole(scaleY)) {
            return new WholeBlocks(width, (int) Math.rint(scaleX), (int) Math.rint(scaleY));
        }
        return new WeightedArea(AreaTaps.of(sourceWidth, width), AreaTaps.of(sourceHeight, height));
    }

    /** Number of source pixels for each pixel, computed as OpenCV does. */
    static double scale(int sourceSize, int size) {
        return 1.0 / ((double) size / sourceSize);
    }

    private static boolean isWhole(double scale) {
        return Math.abs(scale - Math.rint(scale)) < Math.ulp(1.0);
    }

    /**
     * Takes the next source row of {@code 3 * sourceWidth} bytes.
     *
     * @return whether it completes a row, which is then in {@link #row}; a source row never completes two
     */
    public boolean add(byte[] rgb, int from) {
        return reducer.add(rgb, from, row);
    }

    /** The last completed row; the next one overwrites it. */
    public byte[] row() {
        return row;
    }
}
