package io.maskexport.picture;

/** Converts YCbCr pixels to RGB in libjpeg's fixed point (jdcolor.c: 16 fraction bits, halves up), each 0 to 255. */
final class Ycc {
    private static final int HALF = 1 << 15;
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);

    private Ycc() {}

    /** Converts as many pixels as {@code rgb} can hold, three samples each. */
    static void toRgb(byte[] ycc, int first, byte[] rgb) {
        for (int from = first, to = 0; to < rgb.length; from += 3, to += 3) {
            int luma = ycc[from] & 0xff;
            int blue = ycc[from + 1] & 0xff;
            int red = ycc[from + 2] & 0xff;
            rgb[to] = (byte) red(luma, red);
            rgb[to + 1] = (byte) green(luma, blue, red);
            rgb[to + 2] = (byte) blue(luma, blue);
        }
    }

    static int red(int luma, int cr) {
        return clamp(luma + ((RED_OF_CR * (cr - 128) + HALF) >> 16));
    }

    static int green(int luma, int cb, int cr) {
        return clamp(luma + ((-GREEN_OF_CB * (cb - 128) - GREEN_OF_CR * (cr - 128) + HALF) >> 16));
    }

    static int blue(int luma, int cb) {
        return clamp(luma + ((BLUE_OF_CB * (cb - 128) + HALF) >> 16));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }
}
