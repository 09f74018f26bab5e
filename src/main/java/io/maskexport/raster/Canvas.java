package io.maskexport.raster;

import io.maskexport.geometry.SpanBuilder;
import io.maskexport.geometry.Spans;

/** Accepts runs at any position and keeps what lies on the canvas; all drawing rules draw on it. */
final class Canvas {
    private final SpanBuilder builder = new SpanBuilder();
    private int width;
    private int height;

    void resize(int width, int height) {
        if (Math.min(width, height) < 1 || Math.max(width, height) > Spans.MAX_COORDINATE) {
            throw new IllegalArgumentException("canvas " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        builder.clear();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean contains(long x, long y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    /** Columns {@code first} to {@code last} of a row, both included. */
    void run(long y, long first, long last) {
        if (y >= 0 && y < height && first < width && last >= 0 && first <= last) {
            builder.add((int) y, (int) Math.max(first, 0), (int) Math.min(last, width - 1) + 1);
        }
    }

    /** Limits the number of runs between two calls of {@link #take}. */
    void limit(long runs) {
        builder.limit(runs);
    }

    /** Removes everything painted. */
    void clear() {
        builder.clear();
    }

    /** Returns everything painted since the last call. */
    Spans take() {
        return builder.build();
    }
}
