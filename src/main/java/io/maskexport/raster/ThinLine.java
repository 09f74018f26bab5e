package io.maskexport.raster;

/**
 * Lines one pixel thick with integer ends, 8-connected: Bresenham's algorithm, from the end with the smaller x, like
 * {@code cv::line}. After k steps along the major axis, the minor coordinate is {@code k * minor / major}, halves
 * rounded down; so a flat line is written as one run for each row, and the ends of its runs need only two divisions.
 */
final class ThinLine {
    private final Canvas canvas;
    private final Segment segment = new Segment();

    ThinLine(Canvas canvas) {
        this.canvas = canvas;
    }

    void draw(long x1, long y1, long x2, long y2) {
        if (canvas.contains(x1, y1) && canvas.contains(x2, y2)) {
            drawInside((int) x1, (int) y1, (int) x2, (int) y2);
        } else if (segment.set(x1, y1, x2, y2).clip(canvas.width(), canvas.height())) {
            drawInside((int) segment.x1, (int) segment.y1, (int) segment.x2, (int) segment.y2);
        }
    }

    private void drawInside(int x1, int y1, int x2, int y2) {
        if (x2 < x1) {
            drawInside(x2, y2, x1, y1);
            return;
        }
        int dx = x2 - x1;
        int dy = Math.abs(y2 - y1);
        int down = y2 < y1 ? -1 : 1;
        if (dy == 0) {
            canvas.run(y1, x1, x2);
        } else if (dy > dx) {
            steep(x1, y1, dx, dy, down);
        } else {
            flat(x1, y1, dx, dy, down);
        }
    }

    private void steep(int x, int y, int dx, int dy, int down) {
        int error = dy - 2 * dx;
        for (int i = 0; i <= dy; i++) {
            canvas.run(y, x, x);
            y += down;
            int step = error >>> 31;
            x += step;
            error += 2 * (dy & -step) - 2 * dx;
        }
    }

    /** Row j ends at step floor((2j + 1) * dx / (2 * dy)). */
    private void flat(int x, int y, int dx, int dy, int down) {
        int length = dx / dy;
        int excess = dx % dy;
        int last = dx / (2 * dy);
        int remainder = dx % (2 * dy);
        int first = 0;
        for (int j = 0; j < dy; j++) {
            canvas.run(y, x + first, x + last);
            first = last + 1;
            remainder += 2 * excess - 2 * dy;
            int carry = remainder >>> 31 ^ 1;
            last += length + carry;
            remainder += 2 * dy & carry - 1;
            y += down;
        }
        canvas.run(y, x + first, x + dx);
    }
}
