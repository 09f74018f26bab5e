package io.maskexport.picture;

/**
 * Converts stored rows to upright rows: the values 1 to 8 of the tag Orientation (TIFF 6.0 p. 36, EXIF 2.3 §4.6.4), in
 * that order.
 */
enum Orientation {
    NORMAL, MIRRORED, TURNED_180, FLIPPED, TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270;

    /** Number of columns rotated together: their pixels share cache lines. */
    private static final int BAND = 16;

    /** The orientation for a tag value; values outside 1 to 8 change nothing, as in OpenCV. */
    static Orientation of(int tagValue) {
        return tagValue >= 1 && tagValue <= 8 ? values()[tagValue - 1] : NORMAL;
    }

    boolean swapsSides() {
        return switch (this) {
            case NORMAL, MIRRORED, TURNED_180, FLIPPED -> false;
            case TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270 -> true;
        };
    }

    /** Whether upright rows have the order of the stored ones. */
    boolean keepsRows() {
        return this == NORMAL || this == MIRRORED;
    }

    /** Passes on the upright rows of {@code width x height} stored pixels. */
    void show(byte[] stored, int width, int height, RowSink sink) {
        if (swapsSides()) {
            turn(stored, width, height, sink);
            return;
        }
        byte[] mirrored = new byte[3 * width];
        for (int y = 0; y < height; y++) {
            int from = 3 * width * (this == FLIPPED || this == TURNED_180 ? height - 1 - y : y);
            if (this == MIRRORED || this == TURNED_180) {
                mirror(stored, from, mirrored);
                sink.row(mirrored, 0);
            } else {
                sink.row(stored, from);
            }
        }
    }

    /** Copies a row of pixels in reverse order. */
    static void mirror(byte[] rgb, int from, byte[] mirrored) {
        for (int at = from, to = mirrored.length - 3; to >= 0; at += 3, to -= 3) {
            mirrored[to] = rgb[at];
            mirrored[to + 1] = rgb[at + 1];
            mirrored[to + 2] = rgb[at + 2];
        }
    }

    /** Turns columns into rows, several adjacent ones at a time. */
    private void turn(byte[] stored, int width, int height, RowSink sink) {
        byte[] band = new byte[3 * height * BAND];
        int right = stepRight(width) * 3;
        int down = stepDown() * 3;
        int first = firstPixel(width, height) * 3;
        for (int y = 0; y < width; y += BAND, first += BAND * down) {
            int rows = Math.min(BAND, width - y);
            for (int x = 0, column = first; x < height; x++, column += right) {
                for (int row = 0, from = column, to = 3 * x; row < rows; row++, from += down, to += 3 * height) {
                    band[to] = stored[from];
                    band[to + 1] = stored[from + 1];
                    band[to + 2] = stored[from + 2];
                }
            }
            for (int row = 0; row < rows; row++) {
                sink.row(band, 3 * height * row);
            }
        }
    }

    private int firstPixel(int width, int height) {
        return switch (this) {
            case TURNED_270 -> width - 1;
            case TURNED_90 -> (height - 1) * width;
            case TRANSVERSED -> height * width - 1;
            default -> 0;
        };
    }

    private int stepRight(int width) {
        return this == TRANSPOSED || this == TURNED_270 ? width : -width;
    }

    private int stepDown() {
        return this == TRANSPOSED || this == TURNED_90 ? 1 : -1;
    }
}
