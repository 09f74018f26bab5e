package io.maskexport.raster;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import io.maskexport.geometry.Points;

/**
 * Polygons with integer vertices by the rules of {@code cv::fillPoly} of OpenCV 4.11: the outline of each ring as thin
 * lines and, between pairs of edges, by the even-odd rule, one run for each row. An edge covers rows y0 to y1 - 1 and
 * moves by a slope with 16 fractional bits, truncated, computed from the part of the edge on the canvas.
 *
 * <p>The order of edges with equal x decides no pixel, so the edges of a row need only be sorted by x. The outline of
 * an edge on the canvas is followed together with its fill, so that most rows need a single run.
 */
final class PolygonFill {
    private static final int EDGE_BITS = 26;
    /** Memory for more edges than this is released after the figure that needed it. */
    private static final int KEPT = 1 << 16;

    private final Canvas canvas;
    private final ThinLine line;
    private final Segment segment = new Segment();

    private int count;
    private long[] starts = new long[0];
    private Edge[] edges = {};

    private int active;
    private Edge[] row = {};
    private long[] keys = new long[0];

    PolygonFill(Canvas canvas) {
        this.canvas = canvas;
        line = new ThinLine(canvas);
    }

    /** Fills all rings together: areas covered by an even number of rings stay empty, except for the outlines. */
    void draw(Iterable<Points> rings) {
        count = 0;
        rings.forEach(this::addRing);
        scan();
    }

    void draw(Points ring) {
        count = 0;
        addRing(ring);
        scan();
    }

    private void addRing(Points ring) {
        for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
            addEdge(ring.x(previous), ring.y(previous), ring.x(i), ring.y(i));
        }
    }

    private void addEdge(int x1, int y1, int x2, int y2) {
        if (y1 == y2 || !canvas.contains(x1, y1) || !canvas.contains(x2, y2) || Math.abs(y2 - y1) > Edge.EXACT_ROWS) {
            line.draw(x1, y1, x2, y2);
            addCut(x1, y1, x2, y2);
        } else if (y1 < y2) {
            next(y1).set(x1, y1, x2, y2);
        } else {
            next(y2).set(x2, y2, x1, y1);
        }
    }

    /** An edge without its outline; only the part on the canvas is used. */
    private void addCut(int x1, int y1, int x2, int y2) {
        int top = Math.max(0, Math.min(y1, y2));
        int end = Math.min(canvas.height(), Math.max(y1, y2));
        if (top >= end) {
            return;
        }
        var cut = segment.set(x1, y1, x2, y2);
        cut.clip(canvas.width(), canvas.height());
        if (cut.y1 == cut.y2) {
            cut.set(cut.x1, y1, cut.x2, y2);
        }
        long perRow = (FixedPoint.of(cut.x2) - FixedPoint.of(cut.x1)) / (cut.y2 - cut.y1);
        long topX = y1 < y2
                ? FixedPoint.of(cut.x1) + (top - cut.y1) * perRow
                : FixedPoint.of(cut.x2) + (top - cut.y2) * perRow;
        next(top).set(end, topX, perRow);
    }

    private Edge next(int top) {
        if (count == edges.length) {
            int more = Math.max(64, 2 * count);
            starts = Arrays.copyOf(starts, more);
            edges = Arrays.copyOf(edges, more);
            Arrays.setAll(edges, i -> i < count ? edges[i] : new Edge());
            row = new Edge[more];
        }
        starts[count] = (long) top << EDGE_BITS | count;
        return edges[count++];
    }

    private void scan() {
        scanEdges();
        if (edges.length > KEPT) {
            edges = new Edge[0];
            starts = new long[0];
            row = new Edge[0];
            keys = new long[0];
        }
    }

    private void scanEdges() {
        Arrays.sort(starts, 0, count);
        active = 0;
        int next = 0;
        int y = 0;
        while (next < count || active > 0) {
            y = active == 0 ? startRow(next) : y;
            while (next < count && startRow(next) == y) {
                row[active++] = edges[number(starts[next++])];
            }
            int end = Math.min(firstEnd(), next < count ? startRow(next) : Integer.MAX_VALUE);
            for (; y < end; y++) {
                sortByX();
                paint(y);
            }
            requireGoingOn();
            removeEnding(y);
        }
    }

    private static void requireGoingOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private int startRow(int i) {
        return (int) (starts[i] >>> EDGE_BITS);
    }

    private static int number(long key) {
        return (int) key & ((1 << EDGE_BITS) - 1);
    }

    private int firstEnd() {
        int end = Integer.MAX_VALUE;
        for (int i = 0; i < active; i++) {
            end = Math.min(end, row[i].endRow());
        }
        return end;
    }

    private void removeEnding(int y) {
        int kept = 0;
        for (int i = 0; i < active; i++) {
            var edge = row[i];
            if (edge.endRow() > y) {
                row[kept++] = edge;
            } else if (edge.isOutlined()) {
                edge.end();
                paintOutline(y, edge);
            }
        }
        active = kept;
    }

    private void paintOutline(int y, Edge edge) {
        canvas.run(y, edge.outlineFrom(), edge.outlineTo() - 1L);
    }

    private void paint(int y) {
        for (int i = 0; i + 1 < active; i += 2) {
            paint(y, row[i], row[i + 1]);
        }
    }

    /** Paints a run from one edge to the other, and the outlines of both, which nearly always touch it. */
    private void paint(int y, Edge left, Edge right) {
        long from = FixedPoint.ceil(left.x());
        long to = FixedPoint.floor(right.x()) + 1;
        left.nextRow();
        right.nextRow();
        if (left.touches(from, to) && right.touches(from, to)) {
            from = Math.min(from, Math.min(left.outlineFrom(), right.outlineFrom()));
            to = Math.max(to, Math.max(left.outlineTo(), right.outlineTo()));
        } else {
            paintOutlineOf(y, left);
            paintOutlineOf(y, right);
        }
        canvas.run(y, from, to - 1);
    }

    private void paintOutlineOf(int y, Edge edge) {
        if (edge.isOutlined()) {
            paintOutline(y, edge);
        }
    }

    /** Uses insertion sort, because the order is nearly that of the row above; if it is not, a full sort. */
    private void sortByX() {
        int shiftsLeft = 16 * active;
        for (int i = 1; i < active; i++) {
            var edge = row[i];
            int j = i;
            for (; j > 0 && row[j - 1].x() > edge.x(); j--) {
                row[j] = row[j - 1];
            }
            row[j] = edge;
            shiftsLeft -= i - j;
            if (shiftsLeft < 0) {
                sortAllByX();
                return;
            }
        }
    }

    /** Sorts keys of x and index; every x beyond the canvas counts as equal. */
    private void sortAllByX() {
        if (keys.length < active) {
            keys = new long[row.length];
        }
        long limit = FixedPoint.of(canvas.width() + 1L);
        for (int i = 0; i < active; i++) {
            keys[i] = Math.clamp(row[i].x() + FixedPoint.ONE, 0, limit) << EDGE_BITS | i;
        }
        Arrays.sort(keys, 0, active);
        Edge[] unsorted = row.clone();
        for (int i = 0; i < active; i++) {
            row[i] = unsorted[number(keys[i])];
        }
    }
}
