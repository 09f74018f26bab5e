package io.maskexport.picture;

/**
 * YCbCr outside JPEG: chroma once for each group of pixels, repeated, and converted in libtiff's fixed point (16
 * fraction bits) with the file's coefficients and reference levels.
 */
final class TiffYcc extends TiffColours {
    private static final int COEFFICIENTS = 529;
    private static final int REFERENCE = 532;
    private static final int SHIFT = 16;
    private static final int HALF = 1 << 15;
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};
    private static final float[] LEVELS = {0, 255, 128, 255, 128, 255};

    private final int[] luma = new int[256];
    private final int[] redOfCr = new int[256];
    private final int[] greenOfCr = new int[256];
    private final int[] greenOfCb = new int[256];
    private final int[] blueOfCb = new int[256];

    TiffYcc(TiffHeader header) {
        super(header);
        float red = header.directory().fraction(COEFFICIENTS, 0, LUMA[0]);
        float green = header.directory().fraction(COEFFICIENTS, 1, LUMA[1]);
        float blue = header.directory().fraction(COEFFICIENTS, 2, LUMA[2]);
        int toRed = fixed(2 - 2 * red);
        int toGreenOfCr = -fixed(red * (2 - 2 * red) / green);
        int toBlue = fixed(2 - 2 * blue);
        int toGreenOfCb = -fixed(blue * (2 - 2 * blue) / green);
        for (int i = 0; i < 256; i++) {
            int cr = value(i - 128, level(4) - 128, level(5) - 128, 127);
            int cb = value(i - 128, level(2) - 128, level(3) - 128, 127);
            luma[i] = value(i, level(0), level(1), 255);
            redOfCr[i] = (toRed * cr + HALF) >> SHIFT;
            blueOfCb[i] = (toBlue * cb + HALF) >> SHIFT;
            greenOfCr[i] = toGreenOfCr * cr;
            greenOfCb[i] = toGreenOfCb * cb + HALF;
        }
    }

    private float level(int index) {
        return header().directory().fraction(REFERENCE, index, LEVELS[index]);
    }

    private static int fixed(float factor) {
        return (int) (Math.clamp(factor, 0, 2) * (1 << SHIFT) + 0.5);
    }

    private static int value(int code, float black, float white, int range) {
        float span = white - black;
        int value = (int) ((code - (int) black) * (float) range / (span == 0 ? 1 : span));
        return Math.clamp(value, -128 * 32, 128 * 32);
    }

    @Override
    void put(byte[][] planes, int y, int columns, byte[] rgb, int to) {
        var segments = header().segments();
        int groupBytes = segments.groupWidth() * segments.groupHeight() + 2;
        int row = y / segments.groupHeight() * segments.rowBytes();
        int line = y % segments.groupHeight() * segments.groupWidth();
        for (int x = 0, at = to; x < columns; x++, at += 3) {
            if (planes.length > 1 || groupBytes == 3) {
                put(sample(planes, y, x, 0), sample(planes, y, x, 1), sample(planes, y, x, 2), rgb, at);
            } else {
                int group = row + x / segments.groupWidth() * groupBytes;
                put(planes[0][group + line + x % segments.groupWidth()] & 0xff,
                        planes[0][group + groupBytes - 2] & 0xff,
                        planes[0][group + groupBytes - 1] & 0xff, rgb, at);
            }
        }
    }

    private void put(int y, int cb, int cr, byte[] rgb, int at) {
        rgb[at] = (byte) Math.clamp(luma[y] + redOfCr[cr], 0, 255);
        rgb[at + 1] = (byte) Math.clamp(luma[y] + ((greenOfCb[cb] + greenOfCr[cr]) >> SHIFT), 0, 255);
        rgb[at + 2] = (byte) Math.clamp(luma[y] + blueOfCb[cb], 0, 255);
    }
}
