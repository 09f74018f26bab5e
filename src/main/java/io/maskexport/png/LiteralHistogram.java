package io.maskexport.png;

import java.util.Arrays;

/** Counts bytes in four alternating tables: incrementing the same counter twice in a row would stall the processor. */
final class LiteralHistogram {
    private static final int VALUES = 256;

    private final int[] first = new int[VALUES];
    private final int[] second = new int[VALUES];
    private final int[] third = new int[VALUES];
    private final int[] fourth = new int[VALUES];

    void clear() {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(third, 0);
        Arrays.fill(fourth, 0);
    }

    void add(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 4 <= to; i += 4) {
            first[bytes[i] & 255]++;
            second[bytes[i + 1] & 255]++;
            third[bytes[i + 2] & 255]++;
            fourth[bytes[i + 3] & 255]++;
        }
        for (; i < to; i++) {
            first[bytes[i] & 255]++;
        }
    }

    int count(int value) {
        return first[value] + second[value] + third[value] + fourth[value];
    }
}
