package io.maskexport.picture;

import java.util.Arrays;

/**
 * Finds what the scans of a progressive JPEG lack. If low frequencies are missing or incomplete, decoders smooth the
 * blocks, each version of libjpeg in its own way.
 */
final class ProgressiveScans {
    private static final int START_OF_SCAN = 0xda;
    /** Number of coefficients in zigzag order that any version examines: the mean and nine more. */
    private static final int LOW_FREQUENCIES = 10;
    private static final int NEVER = -1;

    private final byte[] jpeg;
    /** Missing low bits of each coefficient, by component. */
    private final int[][] missingBits;

    private ProgressiveScans(byte[] jpeg, int components) {
        this.jpeg = jpeg;
        missingBits = new int[components][LOW_FREQUENCIES];
        for (int[] bits : missingBits) {
            Arrays.fill(bits, NEVER);
        }
    }

    /** Whether a low frequency of a component is incomplete at the end of the file. */
    static boolean lackLowFrequencies(JpegHeader header, byte[] jpeg) {
        return new ProgressiveScans(jpeg, header.components().size()).lack(header);
    }

    private boolean lack(JpegHeader header) {
        for (int at = JpegScans.nextMarker(jpeg, 2); at >= 0 && at + 4 <= jpeg.length;) {
            int end = at + 2 + (unsigned(at + 2) << 8) + unsigned(at + 3);
            if (unsigned(at + 1) == START_OF_SCAN && end <= jpeg.length) {
                scan(at + 4, header);
            }
            at = JpegScans.nextMarker(jpeg, end);
        }
        return Arrays.stream(missingBits).flatMapToInt(Arrays::stream).anyMatch(bits -> bits != 0);
    }

    private void scan(int at, JpegHeader header) {
        int spectrum = at + 1 + 2 * unsigned(at);
        if (spectrum + 3 > jpeg.length) {
            return;
        }
        int last = Math.min(unsigned(spectrum + 1), LOW_FREQUENCIES - 1);
        for (int component = 0; component < missingBits.length; component++) {
            if (names(at, header.components().get(component).id())) {
                for (int i = unsigned(spectrum); i <= last; i++) {
                    missingBits[component][i] = unsigned(spectrum + 2) & 15;
                }
            }
        }
    }

    private boolean names(int scan, int id) {
        for (int i = 0; i < unsigned(scan); i++) {
            if (unsigned(scan + 1 + 2 * i) == id) {
                return true;
            }
        }
        return false;
    }

    private int unsigned(int at) {
        return jpeg[at] & 0xff;
    }
}
