package io.maskexport.raster;

import static io.maskexport.raster.FixedPoint.BITS;
import static io.maskexport.raster.FixedPoint.HALF;
import static io.maskexport.raster.FixedPoint.ONE;

/** Lines one pixel thick with fixed-point ends: the outline of thick segments, OpenCV's {@code Line2}. */
final class FixedLine {
    private final Canvas canvas;
    private final Segment segment = new Segment();

    FixedLine(Canvas canvas) {
        this.canvas = canvas;
    }

    void draw(long x1, long y1, long x2, long y2) {
        var s = segment.set(x1, y1, x2, y2);
        if (!s.clip(FixedPoint.of(canvas.width()), FixedPoint.of(canvas.height()))) {
            return;
        }
        boolean flat = Math.abs(s.x2 - s.x1) > Math.abs(s.y2 - s.y1);
        if (flat ? s.x2 < s.x1 : s.y2 < s.y1) {
            s.set(s.x2, s.y2, s.x1, s.y1);
        }
        pixel(FixedPoint.round(s.x2), FixedPoint.round(s.y2));
        if (flat) {
            flat(s);
        } else {
            steep(s);
        }
    }

    private void flat(Segment s) {
        long length = s.x2 - s.x1;
        long slope = (s.y2 - s.y1) * ONE / (length | 1);
        long first = FixedPoint.round(s.x1);
        long last = first + (length >> BITS);
        long y = s.y1 + HALF;
        while (first <= last) {
            long row = y >> BITS;
            long steps = stepsWithinRow(y, slope, last - first);
            canvas.run(row, first, first + steps);
            y += (steps + 1) * slope;
            first += steps + 1;
        }
    }

    /** How many more steps stay in the row of y, at most {@code limit}. */
    private static long stepsWithinRow(long y, long slope, long limit) {
        if (slope == 0) {
            return limit;
        }
        long within = y & (ONE - 1);
        long steps = slope > 0 ? (ONE - 1 - within) / slope : within / -slope;
        return Math.min(steps, limit);
    }

    private void steep(Segment s) {
        long length = s.y2 - s.y1;
        long slope = (s.x2 - s.x1) * ONE / (length | 1);
        long x = s.x1 + HALF;
        long y = FixedPoint.round(s.y1);
        for (long n = length >> BITS; n >= 0; n--) {
            pixel(x >> BITS, y++);
            x += slope;
        }
    }

    private void pixel(long x, long y) {
        canvas.run(y, x, x);
    }
}
