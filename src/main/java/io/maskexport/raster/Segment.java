package io.maskexport.raster;

/**
 * A line segment that can be clipped to a canvas as {@code cv::clipLine} does: Cohen-Sutherland, first both ends
 * against top and bottom, then both against left and right, each product computed in double and truncated to an
 * integer. Not a record, because one instance serves all segments of a figure.
 */
final class Segment {
    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int ABOVE = 4;
    private static final int BELOW = 8;

    long x1;
    long y1;
    long x2;
    long y2;

    Segment set(long x1, long y1, long x2, long y2) {
        this.x1 = x1;
        this.y1 = y1;
        this.x2 = x2;
        this.y2 = y2;
        return this;
    }

    /**
     * Clips to 0 … width - 1 and 0 … height - 1. The ends may have moved even if nothing remains; the edge rule of
     * OpenCV 4.11 depends on that.
     *
     * @return whether anything remains
     */
    boolean clip(long width, long height) {
        long right = width - 1;
        long bottom = height - 1;
        int end1 = code(x1, y1, right, bottom);
        int end2 = code(x2, y2, right, bottom);
        if (isDecided(end1, end2)) {
            return (end1 | end2) == 0;
        }
        if ((end1 & (ABOVE | BELOW)) != 0) {
            long y = (end1 & ABOVE) != 0 ? 0 : bottom;
            x1 += xStep(y - y1);
            y1 = y;
            end1 = columnCode(x1, right);
        }
        if ((end2 & (ABOVE | BELOW)) != 0) {
            long y = (end2 & ABOVE) != 0 ? 0 : bottom;
            x2 += xStep(y - y2);
            y2 = y;
            end2 = columnCode(x2, right);
        }
        if (isDecided(end1, end2)) {
            return (end1 | end2) == 0;
        }
        if (end1 != 0) {
            long x = end1 == LEFT ? 0 : right;
            y1 += yStep(x - x1);
            x1 = x;
        }
        if (end2 != 0) {
            long x = end2 == LEFT ? 0 : right;
            y2 += yStep(x - x2);
            x2 = x;
        }
        return true;
    }

    private long xStep(long dy) {
        return (long) ((double) dy * (x2 - x1) / (y2 - y1));
    }

    private long yStep(long dx) {
        return (long) ((double) dx * (y2 - y1) / (x2 - x1));
    }

    private static boolean isDecided(int end1, int end2) {
        return (end1 & end2) != 0 || (end1 | end2) == 0;
    }

    private static int code(long x, long y, long right, long bottom) {
        return columnCode(x, right) | (y < 0 ? ABOVE : 0) | (y > bottom ? BELOW : 0);
    }

    private static int columnCode(long x, long right) {
        return (x < 0 ? LEFT : 0) | (x > right ? RIGHT : 0);
    }
}
