package io.maskexport.picture;

/**
 * How stored rows become upright rows: the values 1 to 8 of the tag Orientation (TIFF 6.0 p. 36, EXIF 2.3 §4.6.4), in that
 * order.
 */
enum Orientation {
    NORMAL, MIRRORED, TURNED_180, FLIPPED, TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270;

    /** The orientation of a tag's value; values outside 1 to 8 change nothing, as in OpenCV. */
    static Orientation of(int tagValue) {
        return tagValue >= 1 && tagValue <= 8 ? values()[tagValue - 1] : NORMAL;
    }

    boolean swapsSides() {
        return switch (this) {
            case NORMAL, MIRRORED, TURNED_180, FLIPPED -> false;
            case TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270 -> true;
        };
    }

    /** Copies a stored picture of {@code width x height} pixels to {@code upright}. */
    void turn(byte[] stored, int width, int height, byte[] upright) {
        int columns = swapsSides() ? height : width;
        int rows = swapsSides() ? width : height;
        int right = stepRight(width) * 3;
        int down = stepDown(width) * 3;
        int first = firstPixel(width, height) * 3;
        int to = 0;
        for (int y = 0; y < rows; y++, first += down) {
            int from = first;
            for (int x = 0; x < columns; x++, from += right) {
                upright[to++] = stored[from];
                upright[to++] = stored[from + 1];
                upright[to++] = stored[from + 2];
            }
        }
    }

    private int firstPixel(int width, int height) {
        return switch (this) {
            case NORMAL, TRANSPOSED -> 0;
            case MIRRORED, TURNED_270 -> width - 1;
            case FLIPPED, TURNED_90 -> (height - 1) * width;
            case TURNED_180, TRANSVERSED -> height * width - 1;
        };
    }

    private int stepRight(int width) {
        return switch (this) {
            case NORMAL, FLIPPED -> 1;
            case MIRRORED, TURNED_180 -> -1;
            case TRANSPOSED, TURNED_270 -> width;
            case TURNED_90, TRANSVERSED -> -width;
        };
    }

    private int stepDown(int width) {
        return switch (this) {
            case NORMAL, MIRRORED -> width;
            case TURNED_180, FLIPPED -> -width;
            case TRANSPOSED, TURNED_90 -> 1;
            case TRANSVERSED, TURNED_270 -> -1;
        };
    }
}
