package io.maskexport.geometry;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Finds where the pixels of a set begin and end when the picture is read column by column. The columns in which a row
 * differs from the row above it are found from their runs, so that time and memory depend on the number of edges, not on
 * the area. Very many edges are found in bands of columns, so that memory is bounded. Reusable; not thread-safe.
 */
public final class ColumnEdges {
    /** Number of edges kept at a time. A column has fewer, because an edge is one of at most 65,536 rows. */
    private static final int BAND = 1 << 21;
    /** Memory for more edges than this is released. */
    private static final int KEPT = 1 << 16;
    private static final long NONE = -1;

    private final int band;
    /** For each column of the box and the one after it: its edges; then where the next of them is stored. */
    private int[] columns = new int[64];
    private char[] rows = new char[64];
    private long pending = NONE;

    public ColumnEdges() {
        this(BAND);
    }

    /** @param band number of edges kept at a time, at least as many as a column has */
    ColumnEdges(int band) {
        this.band = band;
    }

    /** Receives columns {@code from} to {@code to - 1}, whose pixels of row {@code y} differ from those above them. */
    private interface ChangeReceiver {
        void changed(int y, int from, int to);
    }

    /** Number of edges of all columns, the upper and lower edge of the picture included. */
    public long count(Spans spans) {
        return spans.isEmpty() ? 0 : count(spans, spans.box());
    }

    /**
     * Passes on the edges in ascending order.
     *
     * @param spans on a canvas of at most 65,535 rows
     * @param height of the canvas
     * @param edges receives {@code x * height + y} for the first pixel of each run of pixels, and for the pixel after its
     * last; a run may continue from the bottom of a column at the top of the next
     * @throws CancellationException if the thread was interrupted
     */
    public void forEach(Spans spans, int height, LongConsumer edges) {
        if (spans.isEmpty()) {
            return;
        }
        var box = spans.box();
        count(spans, box);
        pending = NONE;
        for (int from = 0; from < box.width();) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            int to = place(from, box.width());
            store(spans, box.left() + from, box.left() + to, box.left());
            passOn(from, to, box.left(), height, edges);
            from = to;
        }
        if (pending != NONE) {
            edges.accept(pending);
        }
        if (rows.length > KEPT) {
            rows = new char[KEPT];
        }
    }

    /** Counts the edges of each column of the box. */
    private long count(Spans spans, PixelBox box) {
        if (columns.length <= box.width()) {
            columns = new int[box.width() + 1];
        } else {
            Arrays.fill(columns, 0, box.width() + 1, 0);
        }
        walk(spans, (_, from, to) -> {
            columns[from - box.left()]++;
            columns[to - box.left()]--;
        });
        long total = 0;
        for (int x = 0, edges = 0; x < box.width(); x++) {
            edges += columns[x];
            columns[x] = edges;
            total += edges;
        }
        return total;
    }

    /** Gives columns from the first one on their places, as many as fit; returns the column after them. */
    private int place(int first, int width) {
        int used = 0;
        int x = first;
        while (x < width && (x == first || used + columns[x] <= band)) {
            int edges = columns[x];
            columns[x++] = used;
            used += edges;
        }
        if (rows.length < used) {
            rows = new char[Math.max(used, Math.min(2 * rows.length, KEPT))];
        }
        return x;
    }

    private void store(Spans spans, int left, int right, int origin) {
        walk(spans, (y, from, to) -> {
            int end = Math.min(to, right);
            for (int x = Math.max(from, left); x < end; x++) {
                rows[columns[x - origin]++] = (char) y;
            }
        });
    }

    private void passOn(int from, int to, int origin, int height, LongConsumer edges) {
        int i = 0;
        for (int x = from; x < to; x++) {
            long top = (long) (origin + x) * height;
            for (; i < columns[x]; i++) {
                passOn(top + rows[i], edges);
            }
        }
    }

    /** Where one column ends at the bottom and the next begins at the top, there is no edge. */
    private void passOn(long edge, LongConsumer edges) {
        if (edge == pending) {
            pending = NONE;
            return;
        }
        if (pending != NONE) {
            edges.accept(pending);
        }
        pending = edge;
    }

    private static void walk(Spans spans, ChangeReceiver changes) {
        int begin = 0;
        int end = 0;
        int above = -1;
        for (int i = 0; i < spans.count();) {
            int y = spans.y(i);
            int next = endOfRow(spans, i, y);
            if (begin < end && y > above + 1) {
                compare(spans, begin, end, i, i, above + 1, changes);
                begin = end;
            }
            compare(spans, begin, end, i, next, y, changes);
            begin = i;
            end = next;
            above = y;
            i = next;
        }
        compare(spans, begin, end, end, end, above + 1, changes);
    }

    private static int endOfRow(Spans spans, int begin, int y) {
        int end = begin + 1;
        while (end < spans.count() && spans.y(end) == y) {
            end++;
        }
        return end;
    }

    /** Two rows differ between one end of a run that only one of them has and the next such end. */
    private static void compare(Spans spans, int aboveBegin, int aboveEnd, int begin, int end, int y,
            ChangeReceiver changes) {
        int upper = 2 * aboveBegin;
        int lower = 2 * begin;
        int from = -1;
        while (upper < 2 * aboveEnd || lower < 2 * end) {
            int upperEnd = upper < 2 * aboveEnd ? runEnd(spans, upper) : Integer.MAX_VALUE;
            int lowerEnd = lower < 2 * end ? runEnd(spans, lower) : Integer.MAX_VALUE;
            upper += upperEnd <= lowerEnd ? 1 : 0;
            lower += lowerEnd <= upperEnd ? 1 : 0;
            if (upperEnd == lowerEnd) {
                continue;
            }
            int x = Math.min(upperEnd, lowerEnd);
            if (from < 0) {
                from = x;
            } else {
                changes.changed(y, from, x);
                from = -1;
            }
        }
    }

    /** The ends of runs in order: first column, column after the last, first column of the next run … */
    private static int runEnd(Spans spans, int number) {
        long run = spans.run(number >> 1);
        return (number & 1) == 0 ? Spans.from(run) : Spans.to(run);
    }
}
