package io.maskexport.render;

import java.util.Map;
import java.util.TreeMap;

import io.maskexport.geometry.SpanWriter;
import io.maskexport.geometry.Spans;
import io.maskexport.png.RunRows;

/** Sorts the pixels of a picture by their values, which are class indices; 0 is no class. */
final class ClassPixels implements RunRows {
    private final Map<Integer, SpanWriter> classes = new TreeMap<>();
    private final RowRuns above = new RowRuns();
    private int y;

    @Override
    public void blankRows(int n) {
        above.clear();
        y += n;
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        above.clear();
        for (int i = 0; i < count;) {
            int value = values[i];
            int end = i;
            while (end < count && values[end] == value) {
                end++;
            }
            above.add(value, ends[end - 1]);
            i = end;
        }
        addRow();
    }

    @Override
    public void repeatRow(int n) {
        for (int i = 0; i < n; i++) {
            addRow();
        }
    }

    private void addRow() {
        int from = 0;
        for (int i = 0; i < above.count(); i++) {
            int value = above.values()[i];
            int end = above.ends()[i];
            if (value != 0) {
                classes.computeIfAbsent(value, _ -> new SpanWriter()).append(y, from, end);
            }
            from = end;
        }
        y++;
    }

    /** Removes and returns the pixels of a class. */
    Spans take(int classIndex) {
        var pixels = classes.remove(classIndex);
        return pixels == null ? Spans.EMPTY : pixels.build();
    }
}
