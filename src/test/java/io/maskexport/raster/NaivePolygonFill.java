package io.maskexport.raster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.maskexport.geometry.Points;

/**
 * {@code cv::fillPoly} of OpenCV 4.11 as in its source, on a canvas of pixels: a table of edges, one scan line after
 * another from the topmost vertex on, a bubble sort after each. Slow but easy to compare with the source; it verifies
 * {@link PolygonFill}.
 */
final class NaivePolygonFill {
    private static final long ONE = 1 << 16;

    private final int width;
    private final int height;
    private final boolean[] painted;
    private final List<Edge> edges = new ArrayList<>();

    private NaivePolygonFill(int width, int height) {
        this.width = width;
        this.height = height;
        painted = new boolean[width * height];
    }

    private static final class Edge {
        private int top;
        private int end;
        private long x;
        private long slope;
    }

    /** The canvas after all rings are filled together, row by row. */
    static boolean[] of(List<Points> rings, int width, int height) {
        var fill = new NaivePolygonFill(width, height);
        for (var ring : rings) {
            for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
                fill.segment(ring.x(previous), ring.y(previous), ring.x(i), ring.y(i));
            }
        }
        fill.scan();
        return fill.painted;
    }

    private void segment(int x0, int y0, int x1, int y1) {
        outline(x0, y0, x1, y1);
        if (y0 == y1) {
            return;
        }
        long[] cut = {x0, y0, x1, y1};
        if (isOutside(x0, y0) || isOutside(x1, y1)) {
            clip(cut);
            if (cut[1] == cut[3]) {
                cut[1] = y0;
                cut[3] = y1;
            }
        }
        var edge = new Edge();
        edge.slope = (cut[2] - cut[0]) * ONE / (cut[3] - cut[1]);
        boolean down = y0 < y1;
        edge.top = Math.min(y0, y1);
        edge.end = Math.max(y0, y1);
        edge.x = down
                ? cut[0] * ONE + (y0 - cut[1]) * edge.slope
                : cut[2] * ONE + (y1 - cut[3]) * edge.slope;
        edges.add(edge);
    }

    private boolean isOutside(long x, long y) {
        return x < 0 || x >= width || y < 0 || y >= height;
    }

    private int code(long x, long y) {
        return (x < 0 ? 1 : 0) + (x >= width ? 2 : 0) + (y < 0 ? 4 : 0) + (y >= height ? 8 : 0);
    }

    /** {@code cv::clipLine}; returns whether part of the segment lies on the canvas. */
    private boolean clip(long[] p) {
        int c1 = code(p[0], p[1]);
        int c2 = code(p[2], p[3]);
        if ((c1 & c2) == 0 && (c1 | c2) != 0) {
            if ((c1 & 12) != 0) {
                moveToRow(p, 0, c1 < 8 ? 0 : height - 1);
                c1 = code(p[0], p[1]) & 3;
            }
            if ((c2 & 12) != 0) {
                moveToRow(p, 2, c2 < 8 ? 0 : height - 1);
                c2 = code(p[2], p[3]) & 3;
            }
            if ((c1 & c2) == 0 && (c1 | c2) != 0) {
                if (c1 != 0) {
                    moveToColumn(p, 0, c1 == 1 ? 0 : width - 1);
                    c1 = 0;
                }
                if (c2 != 0) {
                    moveToColumn(p, 2, c2 == 1 ? 0 : width - 1);
                    c2 = 0;
                }
            }
        }
        return (c1 | c2) == 0;
    }

    private static void moveToRow(long[] p, int end, long row) {
        p[end] += (long) ((double) (row - p[end + 1]) * (p[2] - p[0]) / (p[3] - p[1]));
        p[end + 1] = row;
    }

    private static void moveToColumn(long[] p, int end, long column) {
        p[end + 1] += (long) ((double) (column - p[end]) * (p[3] - p[1]) / (p[2] - p[0]));
        p[end] = column;
    }

    /** {@code cv::line} with thickness 1, 8-connected, from the left end. */
    private void outline(int x0, int y0, int x1, int y1) {
        long[] p = {x0, y0, x1, y1};
        if (!clip(p)) {
            return;
        }
        boolean swap = p[2] < p[0];
        long x = swap ? p[2] : p[0];
        long y = swap ? p[3] : p[1];
        long dx = Math.abs(p[2] - p[0]);
        long dy = Math.abs(p[3] - p[1]);
        long down = (swap ? p[1] - p[3] : p[3] - p[1]) < 0 ? -1 : 1;
        long major = Math.max(dx, dy);
        long minor = Math.min(dx, dy);
        long error = major - 2 * minor;
        for (long i = 0; i <= major; i++) {
            painted[(int) (y * width + x)] = true;
            boolean step = error < 0;
            error += -2 * minor + (step ? 2 * major : 0);
            x += dx >= dy || step ? 1 : 0;
            y += dx < dy || step ? down : 0;
        }
    }

    private void scan() {
        if (edges.size() < 2) {
            return;
        }
        edges.sort(Comparator.<Edge>comparingInt(edge -> edge.top).thenComparingLong(edge -> edge.x)
                .thenComparingLong(edge -> edge.slope));
        int bottom = Math.min(height, edges.stream().mapToInt(edge -> edge.end).max().orElse(0));
        var active = new ArrayList<Edge>();
        for (int y = edges.getFirst().top, next = 0; y < bottom; y++) {
            int row = y;
            active.removeIf(edge -> edge.end == row);
            for (; next < edges.size() && edges.get(next).top == y; next++) {
                insert(active, edges.get(next));
            }
            for (int i = 0; i + 1 < active.size(); i += 2) {
                pair(y, active.get(i), active.get(i + 1));
            }
            active.sort(Comparator.comparingLong(edge -> edge.x));
        }
    }

    private static void insert(List<Edge> active, Edge edge) {
        int at = 0;
        while (at < active.size() && active.get(at).x < edge.x) {
            at++;
        }
        active.add(at, edge);
    }

    private void pair(int y, Edge one, Edge other) {
        long from = Math.max(0, (Math.min(one.x, other.x) + ONE - 1) >> 16);
        long to = Math.min(width - 1L, Math.max(one.x, other.x) >> 16);
        for (long x = from; y >= 0 && x <= to; x++) {
            painted[y * width + (int) x] = true;
        }
        one.x += one.slope;
        other.x += other.slope;
    }
}
