package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.Spans;

/**
 * The runs of all layers of a picture, by row and within a row in the order in which they were added: a stable counting
 * sort. Reusable.
 */
final class LayerRuns {
    private static final int COLUMN_BITS = 20;
    private static final int COLUMN = (1 << COLUMN_BITS) - 1;

    private int[] rows = new int[1024];
    private long[] runs = new long[1024];
    private long[] sorted = new long[1024];
    private int[] rowEnds = new int[256];
    private int count;

    void clear() {
        count = 0;
    }

    /** Adds columns {@code from} to {@code to - 1} of row {@code y}. */
    void add(int layer, int y, int from, int to) {
        if (count == runs.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            runs = Arrays.copyOf(runs, 2 * count);
        }
        rows[count] = y;
        runs[count++] = (long) layer << (2 * COLUMN_BITS) | (long) from << COLUMN_BITS | to;
    }

    void addAll(int layer, Spans spans) {
        for (int i = 0; i < spans.count(); i++) {
            add(layer, spans.y(i), spans.from(i), spans.to(i));
        }
    }

    /** Orders the runs; to be called after the last one is added and before they are read. */
    void sort(int height) {
        if (rowEnds.length < height + 1) {
            rowEnds = new int[height + 1];
        }
        if (sorted.length < count) {
            sorted = new long[runs.length];
        }
        Arrays.fill(rowEnds, 0, height + 1, 0);
        for (int i = 0; i < count; i++) {
            rowEnds[rows[i] + 1]++;
        }
        for (int y = 0; y < height; y++) {
            rowEnds[y + 1] += rowEnds[y];
        }
        for (int i = 0; i < count; i++) {
            sorted[rowEnds[rows[i]]++] = runs[i];
        }
    }

    /** Index of a row's first run. */
    int begin(int y) {
        return y == 0 ? 0 : rowEnds[y - 1];
    }

    /** Index behind a row's last run. */
    int end(int y) {
        return rowEnds[y];
    }

    boolean isBlank(int y) {
        return begin(y) == end(y);
    }

    /** Whether a row has the same runs as the one above. */
    boolean repeats(int y) {
        return y > 0 && Arrays.equals(sorted, begin(y), end(y), sorted, begin(y - 1), end(y - 1));
    }

    int layer(int i) {
        return (int) (sorted[i] >>> (2 * COLUMN_BITS));
    }

    int from(int i) {
        return (int) (sorted[i] >>> COLUMN_BITS) & COLUMN;
    }

    int to(int i) {
        return (int) sorted[i] & COLUMN;
    }
}
