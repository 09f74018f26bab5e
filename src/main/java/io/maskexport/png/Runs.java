package io.maskexport.png;

import java.util.Arrays;

/** One row of pixels as runs: for each, a packed value and the column after its last; neighbours differ. */
final class Runs {
    private static final int HIGH = 0x80808080;

    int[] values = new int[64];
    int[] ends = new int[64];
    int count;

    /** Sets it to one run of zeros. */
    void blank(int width) {
        count = 0;
        add(0, width);
    }

    boolean isBlank() {
        return count == 1 && values[0] == 0;
    }

    void set(int[] newValues, int[] newEnds, int newCount) {
        count = 0;
        for (int i = 0; i < newCount; i++) {
            add(newValues[i], newEnds[i]);
        }
    }

    /** Sets it to the difference of two rows, byte by byte modulo 256, as in PNG's filter "Up". */
    void setDifference(Runs row, Runs above) {
        count = 0;
        int i = 0;
        int j = 0;
        while (i < row.count) {
            int end = Math.min(row.ends[i], above.ends[j]);
            add(subtract(row.values[i], above.values[j]), end);
            if (row.ends[i] == end) {
                i++;
            }
            if (above.ends[j] == end) {
                j++;
            }
        }
    }

    private static int subtract(int a, int b) {
        return ((a | HIGH) - (b & ~HIGH)) ^ ((a ^ ~b) & HIGH);
    }

    private void add(int value, int end) {
        if (count > 0 && values[count - 1] == value) {
            ends[count - 1] = end;
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        values[count] = value;
        ends[count++] = end;
    }
}
