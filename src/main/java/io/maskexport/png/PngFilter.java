package io.maskexport.png;

import java.io.IOException;

/**
 * Undoes the filters of rows (PNG specification §9). A row starts with its filter byte; the row above is one stride
 * before it.
 */
public final class PngFilter {
    private PngFilter() {}

    /**
     * Undoes the filter of a row in place.
     *
     * @param start index of the row's filter byte
     * @param stride size of a row in bytes, filter byte included
     * @param pixel bytes of a pixel, at least 1
     * @throws IOException if there is no such filter
     */
    public static void undo(byte[] rows, int start, int stride, int pixel) throws IOException {
        int from = start + 1;
        int to = start + stride;
        int first = Math.min(from + pixel, to);
        switch (rows[start]) {
            case 0 -> {
            }
            case 1 -> addLeft(rows, first, to, pixel);
            case 2 -> addAbove(rows, from, to, stride);
            case 3 -> addMean(rows, from, first, to, stride, pixel);
            case 4 -> addNearest(rows, from, first, to, stride, pixel);
            default -> throw new IOException("the PNG has a filter of type " + rows[start]);
        }
    }

    private static void addLeft(byte[] rows, int first, int to, int pixel) {
        for (int i = first; i < to; i++) {
            rows[i] += rows[i - pixel];
        }
    }

    private static void addAbove(byte[] rows, int from, int to, int stride) {
        for (int i = from; i < to; i++) {
            rows[i] += rows[i - stride];
        }
    }

    private static void addMean(byte[] rows, int from, int first, int to, int stride, int pixel) {
        for (int i = from; i < first; i++) {
            rows[i] += (byte) ((rows[i - stride] & 255) >> 1);
        }
        for (int i = first; i < to; i++) {
            rows[i] += (byte) (((rows[i - pixel] & 255) + (rows[i - stride] & 255)) >> 1);
        }
    }

    private static void addNearest(byte[] rows, int from, int first, int to, int stride, int pixel) {
        addAbove(rows, from, first, stride);
        for (int i = first; i < to; i++) {
            rows[i] += (byte) nearest(rows[i - pixel] & 255, rows[i - stride] & 255, rows[i - stride - pixel] & 255);
        }
    }

    /** Paeth's predictor. */
    private static int nearest(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }
}
