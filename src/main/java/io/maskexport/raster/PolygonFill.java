package io.maskexport.raster;

import java.util.Arrays;

import io.maskexport.geometry.Points;

/**
 * Polygons with whole vertices by the rules of {@code cv::fillPoly} of OpenCV 4.11: the outline of each ring as thin
 * lines, and between the edges in pairs, by even-odd, one run a row. An edge covers rows y0 to y1 - 1 and moves by a
 * slope of 16 fractional bits, truncated, which is taken from the part of the edge on the canvas.
 *
 * <p>Order among edges of equal x decides no pixel, so the edges of a row need only be sorted by x.
 */
final class PolygonFill {
    private static final int EDGE_BITS = 26;

    private final Canvas canvas;
    private final ThinLine line;
    private final Segment segment = new Segment();

    private int edges;
    private long[] starts = new long[64];
    private int[] endRow = new int[64];
    private long[] x = new long[64];
    private long[] slope = new long[64];

    private int active;
    private int[] row = new int[64];
    private long[] keys = new long[0];

    PolygonFill(Canvas canvas) {
        this.canvas = canvas;
        line = new ThinLine(canvas);
    }

    /** Fills all rings together: what an even number of them covers stays empty, but for the outlines. */
    void draw(Iterable<Points> rings) {
        edges = 0;
        rings.forEach(this::addRing);
        scan();
    }

    void draw(Points ring) {
        edges = 0;
        addRing(ring);
        scan();
    }

    private void addRing(Points ring) {
        for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
            line.draw(ring.x(previous), ring.y(previous), ring.x(i), ring.y(i));
            if (ring.y(previous) != ring.y(i)) {
                addEdge(ring.x(previous), ring.y(previous), ring.x(i), ring.y(i));
            }
        }
    }

    private void addEdge(int x1, int y1, int x2, int y2) {
        var cut = segment.set(x1, y1, x2, y2);
        if (!canvas.contains(x1, y1) || !canvas.contains(x2, y2)) {
            cut.clip(canvas.width(), canvas.height());
            if (cut.y1 == cut.y2) {
                cut.set(cut.x1, y1, cut.x2, y2);
            }
        }
        long perRow = (FixedPoint.of(cut.x2) - FixedPoint.of(cut.x1)) / (cut.y2 - cut.y1);
        int top = Math.max(0, Math.min(y1, y2));
        int end = Math.min(canvas.height(), Math.max(y1, y2));
        if (top < end) {
            long topX = y1 < y2
                    ? FixedPoint.of(cut.x1) + (top - cut.y1) * perRow
                    : FixedPoint.of(cut.x2) + (top - cut.y2) * perRow;
            store(top, end, topX, perRow);
        }
    }

    private void store(int top, int end, long topX, long perRow) {
        if (edges == starts.length) {
            starts = Arrays.copyOf(starts, 2 * edges);
            endRow = Arrays.copyOf(endRow, 2 * edges);
            x = Arrays.copyOf(x, 2 * edges);
            slope = Arrays.copyOf(slope, 2 * edges);
            row = new int[2 * edges];
        }
        starts[edges] = (long) top << EDGE_BITS | edges;
        endRow[edges] = end;
        x[edges] = topX;
        slope[edges] = perRow;
        edges++;
    }

    private void scan() {
        Arrays.sort(starts, 0, edges);
        active = 0;
        int next = 0;
        int y = 0;
        while (next < edges || active > 0) {
            y = active == 0 ? startRow(next) : y;
            while (next < edges && startRow(next) == y) {
                row[active++] = (int) starts[next++] & ((1 << EDGE_BITS) - 1);
            }
            int end = Math.min(firstEnd(), next < edges ? startRow(next) : Integer.MAX_VALUE);
            for (; y < end; y++) {
                sortByX();
                paint(y);
            }
            removeEnding(y);
        }
    }

    private int startRow(int i) {
        return (int) (starts[i] >>> EDGE_BITS);
    }

    private int firstEnd() {
        int end = Integer.MAX_VALUE;
        for (int i = 0; i < active; i++) {
            end = Math.min(end, endRow[row[i]]);
        }
        return end;
    }

    private void removeEnding(int y) {
        int kept = 0;
        for (int i = 0; i < active; i++) {
            if (endRow[row[i]] > y) {
                row[kept++] = row[i];
            }
        }
        active = kept;
    }

    private void paint(int y) {
        for (int i = 0; i + 1 < active; i += 2) {
            int left = row[i];
            int right = row[i + 1];
            canvas.run(y, FixedPoint.ceil(x[left]), FixedPoint.floor(x[right]));
            x[left] += slope[left];
            x[right] += slope[right];
        }
    }

    /** Insertion sort, as the order of the row above is nearly that of this one; where it is not, a full sort. */
    private void sortByX() {
        int shiftsLeft = 16 * active;
        for (int i = 1; i < active; i++) {
            int edge = row[i];
            long edgeX = x[edge];
            int j = i;
            for (; j > 0 && x[row[j - 1]] > edgeX; j--) {
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

    /** Keys of x and edge number; x beyond the canvas is all alike. */
    private void sortAllByX() {
        if (keys.length < active) {
            keys = new long[row.length];
        }
        long limit = FixedPoint.of(canvas.width() + 1L);
        for (int i = 0; i < active; i++) {
            keys[i] = Math.clamp(x[row[i]] + FixedPoint.ONE, 0, limit) << EDGE_BITS | row[i];
        }
        Arrays.sort(keys, 0, active);
        for (int i = 0; i < active; i++) {
            row[i] = (int) keys[i] & ((1 << EDGE_BITS) - 1);
        }
    }
}
