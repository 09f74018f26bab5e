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

    /** The picture that stored rows of {@code width x height} pixels show; {@code rgb} may become a part of it. */
    Picture upright(byte[] rgb, int width, int height) {
        return switch (this) {
            case NORMAL -> new Picture(width, height, rgb);
            case MIRRORED -> {
                mirror(rgb, width, height);
                yield new Picture(width, height, rgb);
            }
            case FLIPPED -> {
                flip(rgb, width);
                yield new Picture(width, height, rgb);
            }
            case TURNED_180 -> {
                reverse(rgb, 0, rgb.length);
                yield new Picture(width, height, rgb);
            }
            case TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270 -> new Picture(height, width, turn(rgb, width, height));
        };
    }

    private static void mirror(byte[] rgb, int width, int height) {
        for (int y = 0; y < height; y++) {
            reverse(rgb, 3 * width * y, 3 * width * (y + 1));
        }
    }

    private static void flip(byte[] rgb, int width) {
        byte[] row = new byte[3 * width];
        for (int top = 0, bottom = rgb.length - row.length; top < bottom; top += row.length, bottom -= row.length) {
            System.arraycopy(rgb, top, row, 0, row.length);
            System.arraycopy(rgb, bottom, rgb, top, row.length);
            System.arraycopy(row, 0, rgb, bottom, row.length);
        }
    }

    /** Turns the order of the pixels between two positions round. */
    private static void reverse(byte[] rgb, int from, int to) {
        for (int left = from, right = to - 3; left < right; left += 3, right -= 3) {
            for (int sample = 0; sample < 3; sample++) {
                byte kept = rgb[left + sample];
                rgb[left + sample] = rgb[right + sample];
                rgb[right + sample] = kept;
            }
        }
    }

    /** Rows become columns. */
    private byte[] turn(byte[] stored, int width, int height) {
        byte[] upright = new byte[stored.length];
        int right = stepRight(width) * 3;
        int down = stepDown() * 3;
        int first = firstPixel(width, height) * 3;
        int to = 0;
        for (int y = 0; y < width; y++, first += down) {
            int from = first;
            for (int x = 0; x < height; x++, from += right) {
                upright[to++] = stored[from];
                upright[to++] = stored[from + 1];
                upright[to++] = stored[from + 2];
            }
        }
        return upright;
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
