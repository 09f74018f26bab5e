package io.maskexport.raster;

/**
 * Thick segments: a rotated rectangle as a convex polygon in fixed point, with discs as caps, like {@code cv::line} and
 * {@code cv::polylines}; a thickness up to 1 is a thin line without caps.
 */
final class ThickSegment {
    private final ThinLine thinLine;
    private final Disc disc;
    private final ConvexFill convex;
    private final long[] x = new long[4];
    private final long[] y = new long[4];

    ThickSegment(Canvas canvas) {
        thinLine = new ThinLine(canvas);
        disc = new Disc(canvas);
        convex = new ConvexFill(canvas);
    }

    /** @param capAtStart whether the first end gets a cap too; the second always has one */
    void draw(int x1, int y1, int x2, int y2, int thickness, boolean capAtStart) {
        if (thickness <= 1) {
            thinLine.draw(x1, y1, x2, y2);
            return;
        }
        if (x1 != x2 || y1 != y2) {
            body(x1, y1, x2, y2, thickness);
        }
        int radius = (thickness + 1) / 2;
        if (capAtStart) {
            disc.draw(x1, y1, radius);
        }
        disc.draw(x2, y2, radius);
    }

    private void body(int x1, int y1, int x2, int y2, int thickness) {
        double dx = (double) x1 - x2;
        double dy = (double) y2 - y1;
        double halfWidth = thickness * FixedPoint.HALF + thickness % 2 * FixedPoint.HALF;
        double scale = halfWidth / Math.sqrt(dx * dx + dy * dy);
        long sideX = (long) Math.rint(dy * scale);
        long sideY = (long) Math.rint(dx * scale);
        corner(0, x1, y1, sideX, sideY);
        corner(1, x1, y1, -sideX, -sideY);
        corner(2, x2, y2, -sideX, -sideY);
        corner(3, x2, y2, sideX, sideY);
        convex.draw(x, y);
    }

    private void corner(int i, int endX, int endY, long sideX, long sideY) {
        x[i] = FixedPoint.of(endX) + sideX;
        y[i] = FixedPoint.of(endY) + sideY;
    }
}
