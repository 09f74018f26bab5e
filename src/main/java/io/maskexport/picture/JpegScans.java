package io.maskexport.picture;

/** Counts the scans of a JPEG: for each, however short, a decoder passes over the whole picture. */
final class JpegScans {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private JpegScans() {}

    /**
     * Counts the scans from the first one on.
     *
     * @param limit where counting stops
     */
    static long count(byte[] jpeg, int firstScan, long limit) {
        long scans = 0;
        for (int at = firstScan; at >= 0 && scans < limit; at = nextMarker(jpeg, at + 2)) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == END_OF_IMAGE) {
                break;
            }
            if (marker == START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    /** Position of the next marker that is neither stuffing nor a restart; -1 if there is none. */
    static int nextMarker(byte[] jpeg, int from) {
        for (int at = from; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xff && !isData(jpeg[at + 1] & 0xff)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isData(int code) {
        return code <= 1 || code == 0xff || (code >= 0xd0 && code <= 0xd8);
    }
}
