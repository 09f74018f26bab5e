package io.maskexport.picture;

/** Converts four-component JPEG samples to RGB as OpenCV does: from the samples as stored, which Adobe inverts. */
final class InkColours {

    private InkColours() {}

    /** OpenCV's rule of {@code icvCvt_CMYK2BGR}: {@code k - ((255 - c) * k >> 8)}. */
    static void fromCmyk(byte[] cmyk, int first, byte[] rgb) {
        for (int from = first, to = 0; to < rgb.length; from += 4, to += 3) {
            int black = cmyk[from + 3] & 0xff;
            rgb[to] = over(cmyk[from] & 0xff, black);
            rgb[to + 1] = over(cmyk[from + 1] & 0xff, black);
            rgb[to + 2] = over(cmyk[from + 2] & 0xff, black);
        }
    }

    /** YCCK holds the complement of CMY as YCbCr (libjpeg's {@code ycck_cmyk_convert}). */
    static void fromYcck(byte[] ycck, int first, byte[] rgb) {
        for (int from = first, to = 0; to < rgb.length; from += 4, to += 3) {
            int luma = ycck[from] & 0xff;
            int blue = ycck[from + 1] & 0xff;
            int red = ycck[from + 2] & 0xff;
            int black = ycck[from + 3] & 0xff;
            rgb[to] = over(255 - Ycc.red(luma, red), black);
            rgb[to + 1] = over(255 - Ycc.green(luma, blue, red), black);
            rgb[to + 2] = over(255 - Ycc.blue(luma, blue), black);
        }
    }

    private static byte over(int ink, int black) {
        return (byte) (black - (((255 - ink) * black) >> 8));
    }
}
