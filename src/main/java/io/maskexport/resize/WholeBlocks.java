package io.maskexport.resize;

import java.util.Arrays;

/** The average of whole blocks of pixels, if both scales are whole numbers. */
final class WholeBlocks implements RowReducer {
    private final int columns;
    private final int rows;
    private final float share;
    private final int[] sums;
    private int added;

    WholeBlocks(int width, int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        share = 1f / (columns * rows);
        sums = new int[AreaResize.SAMPLES * width];
    }

    @Override
    public boolean add(byte[] rgb, int from, byte[] out) {
        if (columns == 2) {
            addPairs(rgb, from);
        } else {
            addColumns(rgb, from);
        }
        if (++added < rows) {
            return false;
        }
        if (columns == 2 && rows == 2) {
            roundQuarters(out);
        } else {
            round(out);
        }
        added = 0;
        Arrays.fill(sums, 0);
        return true;
    }

    private void addPairs(byte[] rgb, int from) {
        for (int i = 0, at = from; i < sums.length; i += 3, at += 6) {
            sums[i] += (rgb[at] & 255) + (rgb[at + 3] & 255);
            sums[i + 1] += (rgb[at + 1] & 255) + (rgb[at + 4] & 255);
            sums[i + 2] += (rgb[at + 2] & 255) + (rgb[at + 5] & 255);
        }
    }

    private void addColumns(byte[] rgb, int from) {
        int at = from;
        for (int i = 0; i < sums.length; i += 3) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int c = 0; c < columns; c++, at += 3) {
                red += rgb[at] & 255;
                green += rgb[at + 1] & 255;
                blue += rgb[at + 2] & 255;
            }
            sums[i] += red;
            sums[i + 1] += green;
            sums[i + 2] += blue;
        }
    }

    /** Rounds halves up here, but to even in {@link #round}: two code paths of OpenCV. */
    private void roundQuarters(byte[] out) {
        for (int i = 0; i < sums.length; i++) {
            out[i] = (byte) ((sums[i] + 2) >> 2);
        }
    }

    private void round(byte[] out) {
        for (int i = 0; i < sums.length; i++) {
            out[i] = (byte) Math.rint(sums[i] * share);
        }
    }
}
