package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.List;

/** Reads run lengths in COCO's compressed text, column by column, and measures the pixels that they mean. */
final class CocoRuns {
    private final int height;
    private long pixels;
    private long area;
    private int left = Integer.MAX_VALUE;
    private int right;
    private int top = Integer.MAX_VALUE;
    private int bottom;

    private CocoRuns(int height) {
        this.height = height;
    }

    /**
     * Reads a text.
     *
     * @throws IOException if it does not mean as many pixels as the picture has
     */
    static CocoRuns of(String counts, int height, int width) throws IOException {
        var runs = new CocoRuns(height);
        long[] last = new long[2];
        int place = 0;
        for (int number = 0; place < counts.length(); number++) {
            long value = 0;
            int shift = 0;
            int bits;
            do {
                if (place == counts.length()) {
                    throw new IOException("its run lengths end in the middle of a number");
                }
                bits = counts.charAt(place++) - '0';
                value |= (bits & 31L) << shift;
                shift += 5;
            } while ((bits & 32) != 0 && shift < Long.SIZE);
            if ((bits & 16) != 0) {
                value |= -1L << shift;
            }
            long length = number > 2 ? value + last[number % 2] : value;
            last[number % 2] = length;
            runs.add(length, number % 2 == 1);
        }
        if (height < 1 || runs.pixels != (long) height * width) {
            throw new IOException(
                    "its run lengths are of %d pixels, not %d x %d".formatted(runs.pixels, width, height));
        }
        return runs;
    }

    private void add(long length, boolean isObject) throws IOException {
        if (length < 0 || height < 1) {
            throw new IOException("it has a run of %d pixels".formatted(length));
        }
        if (isObject && length > 0) {
            long end = pixels + length - 1;
            boolean isOneColumn = pixels / height == end / height;
            area += length;
            left = (int) Math.min(left, pixels / height);
            right = (int) Math.max(right, end / height + 1);
            top = isOneColumn ? (int) Math.min(top, pixels % height) : 0;
            bottom = isOneColumn ? (int) Math.max(bottom, end % height + 1) : height;
        }
        pixels += length;
    }

    long area() {
        return area;
    }

    /** Left, top, width and height of the rectangle around the pixels; zeros if there are none. */
    List<Integer> box() {
        return area == 0 ? List.of(0, 0, 0, 0) : List.of(left, top, right - left, bottom - top);
    }
}
