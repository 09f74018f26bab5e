package io.maskexport.render;

import java.util.Arrays;

/**
 * The pixels of a row as runs from left to right: for each, a value and the column after its last; neighbours may be
 * equal.
 */
final class RowRuns {
    private int[] values = new int[64];
    private int[] ends = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    /** Values of the runs; only the first {@link #count} are valid. */
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

    /** Appends a run up to column {@code end - 1}. */
    void add(int value, int end) {
        reserve(1);
        values[count] = value;
        ends[count++] = end;
    }

    /** Turns columns {@code from} to {@code to - 1}, at least one, into one run; all of them must exist. */
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
