package io.maskexport.render;

import java.util.Arrays;

/** One row of one figure's strokes, where a later one covers an earlier one; blends their visible parts. Reusable. */
final class StrokeLine {
    private static final int PAINTED = 1 << 24;

    private int[] line = new int[0];
    private int left;
    private int right;

    /** Starts a picture; width in pixels. */
    void begin(int width) {
        if (line.length < width) {
            line = new int[width];
        }
        left = width;
        right = 0;
    }

    /** Paints columns {@code from} to {@code to - 1}. */
    void paint(int rgb, int from, int to) {
        Arrays.fill(line, from, to, PAINTED | rgb);
        left = Math.min(left, from);
        right = Math.max(right, to);
    }

    /** Blends what was painted, then clears the line. */
    void blend(byte[] row, int start, int y) {
        for (int from = left; from < right;) {
            int same = Arrays.mismatch(line, from, right - 1, line, from + 1, right);
            int to = same < 0 ? right : from + same + 1;
            if (line[from] != 0) {
                Blend.Colour.of(line[from] & ~PAINTED).apply(row, start, y, from, to);
            }
            from = to;
        }
        if (left < right) {
            Arrays.fill(line, left, right, 0);
        }
        left = line.length;
        right = 0;
    }
}
