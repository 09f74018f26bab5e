package io.maskexport.picture;

/** CIE L*a*b* bytes to RGB for libtiff's display: sRGB primaries, a table of 1,500 steps with gamma 2.4. */
final class TiffLab extends TiffColours {
    private static final int WHITE_POINT = 318;
    private static final int STEPS = 1500;
    private static final float DARKEST = 1;
    private static final float BRIGHTEST = 100;
    private static final float[][] TO_RGB = {{3.2410f, -1.5374f, -0.4986f}, {-0.9692f, 1.8760f, 0.0416f},
        {0.0556f, -0.2040f, 1.0570f}};
    private static final float D50_X = 96.4250f;
    private static final float D50_Y = 100;
    private static final float D50_Z = 82.4680f;

    private final float whiteX;
    private final float whiteZ;
    private final float[] levels = new float[STEPS + 1];

    TiffLab(TiffHeader header) {
        super(header);
        float x = header.directory().fraction(WHITE_POINT, 0, D50_X / (D50_X + D50_Y + D50_Z));
        float y = header.directory().fraction(WHITE_POINT, 1, D50_Y / (D50_X + D50_Y + D50_Z));
        whiteX = x / y * BRIGHTEST;
        whiteZ = (1 - x - y) / y * BRIGHTEST;
        double gamma = 1.0 / 2.4f;
        for (int i = 0; i <= STEPS; i++) {
            levels[i] = 255 * (float) Math.pow((double) i / STEPS, gamma);
        }
    }

    @Override
    void put(byte[][] planes, int y, int columns, byte[] rgb, int to) {
        for (int x = 0, at = to; x < columns; x++, at += 3) {
            int light = sample(planes, y, x, 0);
            int a = sample(planes, y, x, 1);
            int b = sample(planes, y, x, 2);
            if (header().bits() == 8) {
                put(light * 100f / 255f, (byte) a, (byte) b, rgb, at);
            } else {
                put(light * 100f / 65535f, (short) a / 256f, (short) b / 256f, rgb, at);
            }
        }
    }

    private void put(float light, float a, float b, byte[] rgb, int at) {
        float root;
        float y;
        if (light < 8.856f) {
            y = light * BRIGHTEST / 903.292f;
            root = 7.787f * (y / BRIGHTEST) + 16f / 116f;
        } else {
            root = (light + 16f) / 116f;
            y = BRIGHTEST * root * root * root;
        }
        float x = whiteX * cube(a / 500f + root);
        float z = whiteZ * cube(root - b / 200f);
        for (int colour = 0; colour < 3; colour++) {
            float[] row = TO_RGB[colour];
            rgb[at + colour] = (byte) level(x * row[0] + y * row[1] + z * row[2]);
        }
    }

    private static float cube(float root) {
        return root < 0.2069f ? (root - 0.13793f) / 7.787f : root * root * root;
    }

    private int level(float light) {
        float bounded = Math.clamp(light, DARKEST, BRIGHTEST);
        int step = Math.min((int) ((bounded - DARKEST) / ((BRIGHTEST - DARKEST) / STEPS)), STEPS);
        return Math.min((int) Math.rint(levels[step]), 255);
    }
}
