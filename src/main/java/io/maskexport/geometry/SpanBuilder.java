package io.maskexport.geometry;

import java.util.Arrays;

/**
 * Gathers runs in any order, overlapping or not, and makes {@link Spans} of their union: runs hang in a list for each row,
 * and a row's list, which is short, is sorted and merged. Reusable, and not for several threads at once.
 */
public final class SpanBuilder {
    /** Up to so many runs of a row are sorted by insertion. */
    private static final int FEW = 16;

    private long[] runs = new long[1024];
    /** For each run the number of the run that was added to its row before, and for each row that of the last; 0 is none. */
    private int[] previous = new int[1024];
    private int[] last = new int[256];
    private int count;
    private int top = Integer.MAX_VALUE;
    private int bottom = -1;

    private long[] row = new long[FEW];
    private long[] merged = new long[1024];
    private int kept;

    /** Forgets all runs. */
    public void clear() {
        if (count > 0) {
            Arrays.fill(last, top, bottom + 1, 0);
        }
        count = 0;
        top = Integer.MAX_VALUE;
        bottom = -1;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Adds columns {@code from} to {@code to - 1} of row {@code y}; all within 0 to {@link Spans#MAX_COORDINATE}. */
    public void add(int y, int from, int to) {
        if (y >= last.length) {
            last = Arrays.copyOf(last, y + y / 2 + 1);
        }
        count++;
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, 2 * count);
            previous = Arrays.copyOf(previous, 2 * count);
        }
        runs[count] = Spans.pack(y, from, to);
        previous[count] = last[y];
        last[y] = count;
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
        if (merged.length < count) {
            merged = new long[runs.length];
        }
        kept = 0;
        for (int y = top; y <= bottom; y++) {
            mergeRow(y);
        }
        clear();
        return Spans.ofSorted(Arrays.copyOf(merged, kept), kept);
    }

    private void mergeRow(int y) {
        int size = sortRow(y);
        if (size == 0) {
            return;
        }
        long run = row[0];
        for (int i = 1; i < size; i++) {
            long next = row[i];
            if (Spans.from(next) > Spans.to(run)) {
                merged[kept++] = run;
                run = next;
            } else {
                run += Math.max(0, Spans.to(next) - Spans.to(run));
            }
        }
        merged[kept++] = run;
    }

    /** Puts the runs of a row in order; returns their number. */
    private int sortRow(int y) {
        int size = 0;
        for (int i = last[y]; i != 0; i = previous[i]) {
            if (size == row.length) {
                row = Arrays.copyOf(row, 2 * size);
            }
            row[size] = runs[i];
            if (size < FEW) {
                sink(size);
            }
            size++;
        }
        if (size > FEW) {
            Arrays.sort(row, 0, size);
        }
        return size;
    }

    /** Moves the last of some runs to its place; without a branch that depends on where that is, which nobody can foresee. */
    private void sink(int size) {
        long run = row[size];
        for (int i = 0; i < size; i++) {
            long other = row[i];
            row[i] = Math.min(run, other);
            run = Math.max(run, other);
        }
        row[size] = run;
    }
}
