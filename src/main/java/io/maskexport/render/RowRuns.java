package io.maskexport.render;

import java.util.Arrays;

/** The pixels of a row as runs from left to right: a value and the column after the last one of each; neighbours may be equal. */
final class RowRuns {
    private int[] values = new int[64];
    private int[] ends = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    /** Values of the runs; only {@link #count} of them count. */
    int[] values() {
        return values;
    }

    /** Ends of the runs, ascending. */
    int[] ends() {
        return ends;
    }

    int count() {
        return count;
    }

    /** Adds a run behind the last one, up to column {@code end - 1}. */
    void add(int value, int end) {
        reserve(1);
        values[count] = value;
        ends[count++] = end;
    }

    /** Makes columns {@code from} to {@code to - 1} one run, at least one column; all of them must be there. */
    void lay(int value, int from, int to) {
        reserve(2);
        int first = 0;
        while (ends[first] <= from) {
            first++;
        }
        int last = first;
        while (ends[last] < to) {
            last++;
        }
        boolean keepsHead = from > (first == 0 ? 0 : ends[first - 1]);
        int at = keepsHead ? first + 1 : first;
        int rest = ends[last] > to ? last : last + 1;
        System.arraycopy(values, rest, values, at + 1, count - rest);
        System.arraycopy(ends, rest, ends, at + 1, count - rest);
        count += at + 1 - rest;
        if (keepsHead) {
            ends[first] = from;
        }
        values[at] = value;
        ends[at] = to;
    }

    private void reserve(int more) {
        if (count + more > values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
    }
}
