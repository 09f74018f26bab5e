package io.maskexport.render;

import io.maskexport.png.RunRows;

/** Counts the pixels of each value in a picture whose values are the numbers of objects, from 1. */
final class VisiblePixels implements RunRows {
    /** Takes rows and does nothing. */
    static final RunRows NOWHERE = new RunRows() {
        @Override
        public void blankRows(int n) {
            // Counted for nobody.
        }

        @Override
        public void row(int[] values, int[] ends, int count) {
            // Counted for nobody.
        }

        @Override
        public void repeatRow(int n) {
            // Counted for nobody.
        }
    };

    private final long[] pixels;
    private final RunRows next;
    private final RowRuns last = new RowRuns();

    /**
     * Starts a picture.
     *
     * @param objects the largest number
     * @param next receives the same rows
     */
    VisiblePixels(int objects, RunRows next) {
        this.pixels = new long[objects + 1];
        this.next = next;
    }

    /** Number of pixels with this value so far. */
    long of(int number) {
        return pixels[number];
    }

    @Override
    public void blankRows(int n) {
        last.clear();
        next.blankRows(n);
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        last.clear();
        for (int i = 0; i < count; i++) {
            last.add(values[i], ends[i]);
        }
        count(1);
        next.row(values, ends, count);
    }

    @Override
    public void repeatRow(int n) {
        count(n);
        next.repeatRow(n);
    }

    private void count(int rows) {
        int from = 0;
        for (int i = 0; i < last.count(); i++) {
            int end = last.ends()[i];
            pixels[last.values()[i]] += (long) rows * (end - from);
            from = end;
        }
    }
}
