package io.maskexport.raster;

/**
 * Convex polygons with fixed-point vertices, like OpenCV's {@code FillConvexPoly}: the outline and one run for each
 * row, between two chains of edges that start at the topmost vertex and go round in opposite directions. The chains
 * start at each vertex without a correction for its fraction of a row, which is why the outline is needed.
 */
final class ConvexFill {
    private final Canvas canvas;
    private final FixedLine line;
    private final Chain forward = new Chain();
    private final Chain backward = new Chain();

    ConvexFill(Canvas canvas) {
        this.canvas = canvas;
        line = new FixedLine(canvas);
    }

    void draw(long[] x, long[] y) {
        int n = x.length;
        int topmost = 0;
        long lowest = y[0];
        for (int i = 0, previous = n - 1; i < n; previous = i++) {
            line.draw(x[previous], y[previous], x[i], y[i]);
            topmost = y[i] < y[topmost] ? i : topmost;
            lowest = Math.max(lowest, y[i]);
        }
        fill(x, y, topmost, Math.min(FixedPoint.round(lowest), canvas.height() - 1L));
    }

    private void fill(long[] x, long[] y, int topmost, long lastRow) {
        long row = FixedPoint.round(y[topmost]);
        forward.start(topmost, 1, row);
        backward.start(topmost, x.length - 1, row);
        int edges = x.length;
        while (row <= lastRow) {
            edges = forward.advance(x, y, row, edges);
            edges = backward.advance(x, y, row, edges);
            if (edges < 0) {
                return;
            }
            long end = Math.min(lastRow + 1, Math.min(forward.endRow, backward.endRow));
            if (row < 0) {
                row = skip(row, Math.min(end, 0));
            }
            for (; row < end; row++) {
                paint(row);
            }
        }
    }

    /** Skips the rows above the canvas. */
    private long skip(long row, long end) {
        forward.x += (end - row) * forward.slope;
        backward.x += (end - row) * backward.slope;
        return end;
    }

    private void paint(long row) {
        canvas.run(row, FixedPoint.round(Math.min(forward.x, backward.x)),
                FixedPoint.round(Math.max(forward.x, backward.x)));
        forward.x += forward.slope;
        backward.x += backward.slope;
    }

    /** One side of the polygon: the edge that crosses the current row. */
    private static final class Chain {
        private int vertex;
        private int direction;
        private long endRow;
        private long x;
        private long slope;

        void start(int vertex, int direction, long row) {
            this.vertex = vertex;
            this.direction = direction;
            endRow = row;
            x = -FixedPoint.ONE;
            slope = 0;
        }

        /**
         * Advances to the next edge that reaches below the row, unless this one does.
         *
         * @param edges how many edges the two chains may still visit
         * @return how many remain; negative if the polygon is exhausted
         */
        int advance(long[] px, long[] py, long row, int edges) {
            if (row < endRow) {
                return edges;
            }
            for (int from = vertex; edges > 0; edges--) {
                int to = (from + direction) % px.length;
                long end = FixedPoint.round(py[to]);
                if (end > row) {
                    slope = ((px[to] - px[from]) * 2 + (end - row)) / (2 * (end - row));
                    x = px[from];
                    endRow = end;
                    vertex = to;
                    return edges - 1;
                }
                from = to;
            }
            return -1;
        }
    }
}
