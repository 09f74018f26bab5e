package io.maskexport.raster;

/** Filled circles by the midpoint rule of {@code cv::circle}. */
final class Disc {
    private final Canvas canvas;

    Disc(Canvas canvas) {
        this.canvas = canvas;
    }

    void draw(long x, long y, int radius) {
        int error = 0;
        int minus = 2 * radius - 1;
        int plus = 1;
        int dx = radius;
        for (int dy = 0; dy <= dx; dy++) {
            canvas.run(y - dy, x - dx, x + dx);
            canvas.run(y + dy, x - dx, x + dx);
            error += plus;
            plus += 2;
            if (error > 0 || dy == dx) {
                canvas.run(y - dx, x - dy, x + dy);
                canvas.run(y + dx, x - dy, x + dy);
            }
            if (error > 0) {
                error -= minus;
                minus -= 2;
                dx--;
            }
        }
    }
}
