package io.maskexport.picture;

import java.io.IOException;

/** Undoes the filters of a PNG's rows (PNG specification §9), of which each needs the one above it. */
final class PngRows {
    private final int pixel;
    private final byte[] filter = new byte[1];
    private byte[] row;
    private byte[] above;

    /**
     * Rows of one pass.
     *
     * @param pixel bytes of a pixel, at least 1
     */
    PngRows(int rowBytes, int pixel) {
        this.pixel = pixel;
        row = new byte[rowBytes];
        above = new byte[rowBytes];
    }

    /** The next row, valid until the one after it. */
    byte[] next(PngData data) throws IOException {
        byte[] last = row;
        row = above;
        above = last;
        data.read(filter, 0, 1);
        data.read(row, 0, row.length);
        switch (filter[0]) {
            case 0 -> {
            }
            case 1 -> addLeft();
            case 2 -> addAbove();
            case 3 -> addMean();
            case 4 -> addNearest();
            default -> throw new IOException("the PNG has a filter of type " + filter[0]);
        }
        return row;
    }

    private void addLeft() {
        for (int i = pixel; i < row.length; i++) {
            row[i] += row[i - pixel];
        }
    }

    private void addAbove() {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void addMean() {
        int first = Math.min(pixel, row.length);
        for (int i = 0; i < first; i++) {
            row[i] += (byte) ((above[i] & 255) >> 1);
        }
        for (int i = first; i < row.length; i++) {
            row[i] += (byte) (((row[i - pixel] & 255) + (above[i] & 255)) >> 1);
        }
    }

    private void addNearest() {
        int first = Math.min(pixel, row.length);
        for (int i = 0; i < first; i++) {
            row[i] += above[i];
        }
        for (int i = first; i < row.length; i++) {
            row[i] += (byte) nearest(row[i - pixel] & 255, above[i] & 255, above[i - pixel] & 255);
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
