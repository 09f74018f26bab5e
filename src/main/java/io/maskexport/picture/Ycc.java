package io.maskexport.picture;

/** One YCbCr pixel to RGB in libjpeg's fixed point (jdcolor.c: 16 fraction bits, halves up), each 0 to 255. */
final class Ycc {
    private static final int HALF = 1 << 15;
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);

    private Ycc() {}

    /** Converts all pixels, three samples each. */
    static void toRgb(byte[] ycc, byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            int luma = ycc[i] & 0xff;
            int blue = ycc[i + 1] & 0xff;
            int red = ycc[i + 2] & 0xff;
            rgb[i] = (byte) red(luma, red);
            rgb[i + 1] = (byte) green(luma, blue, red);
            rgb[i + 2] = (byte) blue(luma, blue);
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
