package io.maskexport.annotation;

import java.util.Arrays;

/** Stretches of a document that were kept and not yet read, first in, first out. */
final class JsonStretches {
    private final byte[] json;
    private int[] bounds = new int[16];
    private int first;
    private int end;

    JsonStretches(byte[] json) {
        this.json = json;
    }

    boolean isEmpty() {
        return first == end;
    }

    void add(int from, int to) {
        if (from >= to) {
            return;
        }
        if (isEmpty()) {
            first = 0;
            end = 0;
        }
        if (end == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * end);
        }
        bounds[end++] = from;
        bounds[end++] = to;
    }

    /** Copies bytes of the first stretch. */
    int read(byte[] buffer, int offset, int length) {
        int count = Math.min(length, bounds[first + 1] - bounds[first]);
        System.arraycopy(json, bounds[first], buffer, offset, count);
        bounds[first] += count;
        if (bounds[first] == bounds[first + 1]) {
            first += 2;
        }
        return count;
    }
}
