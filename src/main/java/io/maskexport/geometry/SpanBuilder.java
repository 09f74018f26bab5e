package io.maskexport.geometry;

import java.util.Arrays;

/**
 * Gathers runs in any order, overlapping or not, and makes {@link Spans} of their union: a counting sort by row, then
 * an insertion sort within each row, which is short. Reusable, and not for several threads at once.
 */
public final class SpanBuilder {
    private long[] runs = new long[1024];
    private long[] sorted = new long[1024];
    private int[] rowStart = new int[256];
    private int count;
    private int top = Integer.MAX_VALUE;
    private int bottom = -1;

    /** Forgets all runs. */
    public void clear() {
        count = 0;
        top = Integer.MAX_VALUE;
        bottom = -1;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Adds columns {@code from} to {@code to - 1} of row {@code y}; all within 0 to {@link Spans#MAX_COORDINATE}. */
    public void add(int y, int from, int to) {
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, 2 * count);
        }
        runs[count++] = Spans.pack(y, from, to);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
    }

    public void addAll(Spans spans) {
        for (int i = 0; i < spans.count(); i++) {
            add(spans.y(i), spans.from(i), spans.to(i));
        }
    }

    /** The union of all runs added since the last {@link #clear}; clears the builder. */
    public Spans build() {
        if (count == 0) {
            return Spans.EMPTY;
        }
        sortByRow();
        int kept = mergeRows();
        var spans = Spans.ofSorted(Arrays.copyOf(sorted, kept), kept);
        clear();
        return spans;
    }

    private void sortByRow() {
        int rows = bottom - top + 1;
        if (rowStart.length < rows + 1) {
            rowStart = new int[rows + rows / 2 + 1];
        }
        Arrays.fill(rowStart, 0, rows + 1, 0);
        for (int i = 0; i < count; i++) {
            rowStart[Spans.y(runs[i]) - top + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            rowStart[r + 1] += rowStart[r];
        }
        if (sorted.length < count) {
            sorted = new long[runs.length];
        }
        for (int i = 0; i < count; i++) {
            sorted[rowStart[Spans.y(runs[i]) - top]++] = runs[i];
        }
    }

    /** After sortByRow, rowStart[r] is the end of row r. */
    private int mergeRows() {
        int kept = 0;
        int start = 0;
        for (int r = 0, rows = bottom - top + 1; r < rows; r++) {
            int end = rowStart[r];
            sortRow(start, end);
            for (int i = start; i < end; i++) {
                kept = append(kept, sorted[i]);
            }
            start = end;
        }
        return kept;
    }

    private void sortRow(int start, int end) {
        if (end - start > 64) {
            Arrays.sort(sorted, start, end);
            return;
        }
        for (int i = start + 1; i < end; i++) {
            long run = sorted[i];
            int j = i;
            for (; j > start && sorted[j - 1] > run; j--) {
                sorted[j] = sorted[j - 1];
            }
            sorted[j] = run;
        }
    }

    private int append(int kept, long run) {
        if (kept > 0) {
            long last = sorted[kept - 1];
            if (Spans.y(last) == Spans.y(run) && Spans.to(last) >= Spans.from(run)) {
                sorted[kept - 1] = Spans.pack(Spans.y(run), Spans.from(last), Math.max(Spans.to(last), Spans.to(run)));
                return kept;
            }
        }
        sorted[kept] = run;
        return kept + 1;
    }
}
