package io.maskexport.render;

import java.util.List;

import io.maskexport.png.RunRows;

/** Passes rows on to several receivers. */
record RowFan(List<RunRows> receivers) implements RunRows {
    /** To one or several. */
    static RunRows of(List<RunRows> receivers) {
        return receivers.size() == 1 ? receivers.getFirst() : new RowFan(receivers);
    }

    @Override
    public void blankRows(int n) {
        receivers.forEach(rows -> rows.blankRows(n));
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        receivers.forEach(rows -> rows.row(values, ends, count));
    }

    @Override
    public void repeatRow(int n) {
        receivers.forEach(rows -> rows.repeatRow(n));
    }
}
