package io.maskexport.raster;

import io.maskexport.geometry.RunLimitException;
import io.maskexport.geometry.SpanBuilder;
import io.maskexport.geometry.Spans;

/**
 * Grows sets of pixels: the result has every pixel of the canvas within {@code distance} columns and rows of a pixel of
 * the set, as OpenCV's {@code dilate} has with a square of ones. Reusable; not thread-safe.
 */
public final class Dilation {
    private final SpanBuilder builder = new SpanBuilder();

    /**
     * Grows a set.
     *
     * @param pixels on the canvas
     * @param distance at least 0
     * @param limit number of runs that the result, and what it is made from, may have
     * @throws RunLimitException if they have more
     */
    public Spans of(Spans pixels, int distance, int width, int height, long limit) {
        builder.limit(limit);
        for (int i = 0; i < pixels.count(); i++) {
            long run = pixels.run(i);
            builder.add(Spans.y(run), Math.max(0, Spans.from(run) - distance),
                    Math.min(width, Spans.to(run) + distance));
        }
        var grown = builder.build();
        int rows = 2 * distance + 1;
        for (int covered = 1; covered < rows;) {
            int more = Math.min(covered, rows - covered);
            builder.addAll(grown);
            builder.addAll(grown.moved(0, more, width, height + 2 * distance));
            grown = builder.build();
            covered += more;
        }
        return grown.moved(0, -distance, width, height);
    }
}
