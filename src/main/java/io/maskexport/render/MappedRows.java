package io.maskexport.render;

import io.maskexport.png.RunRows;

/**
 * Passes rows on with other values.
 *
 * @param table the new value of each value
 */
record MappedRows(int[] table, RowRuns row, RunRows next) implements RunRows {
    MappedRows(int[] table, RunRows next) {
        this(table, new RowRuns(), next);
    }

    @Override
    public void blankRows(int n) {
        next.blankRows(n);
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        row.clear();
        for (int i = 0; i < count; i++) {
            row.add(table[values[i]], ends[i]);
        }
        next.row(row.values(), row.ends(), count);
    }

    @Override
    public void repeatRow(int n) {
        next.repeatRow(n);
    }
}
