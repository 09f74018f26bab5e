package io.maskexport.picture;

/**
 * Upsamples components with all columns but every second row, as libjpeg-turbo does ({@code h1v2_fancy_upsample}):
 * three parts of the nearer row and one of the farther. The JDK's libjpeg repeats rows.
 */
final class TallChroma {

    private TallChroma() {}

    /**
     * Smooths the JDK's upsampling.
     *
     * @param samples all components of each pixel in turn; overwritten
     */
    static void smooth(JpegHeader header, byte[] samples) {
        for (int i = 0; i < header.components().size(); i++) {
            if (header.isTall(i)) {
                smooth(samples, i, header.components().size(), header.width(), header.height());
            }
        }
    }

    private static void smooth(byte[] samples, int component, int step, int width, int height) {
        int row = width * step;
        for (int x = component; x < row; x += step) {
            int above = samples[x] & 0xff;
            for (int y = 0, at = x; y < height; y += 2, at += 2 * row) {
                int here = samples[at] & 0xff;
                int below = y + 2 < height ? samples[at + 2 * row] & 0xff : here;
                samples[at] = (byte) ((3 * here + above + 1) >> 2);
                if (y + 1 < height) {
                    samples[at + row] = (byte) ((3 * here + below + 2) >> 2);
                }
                above = here;
            }
        }
    }
}
