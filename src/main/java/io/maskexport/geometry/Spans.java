package io.maskexport.geometry;

import java.util.Arrays;

/**
 * A set of pixels as horizontal runs: rows ascend, runs of a row ascend and neither overlap nor touch. The size of a
 * span list follows the outline of an object, not its area, and all mask kinds are made from it.
 *
 * <p>A run is one {@code long}: row in bits 40 to 59, first column in bits 20 to 39, the column after its last in bits 0
 * to 19; so natural order is drawing order. Rows and columns range from 0 to {@value #MAX_COORDINATE}.
 */
public final class Spans {
    public static final int MAX_COORDINATE = (1 << 20) - 1;
    public static final Spans EMPTY = new Spans(new long[0]);

    private final long[] runs;

    private Spans(long[] runs) {
        this.runs = runs;
    }

    /** Takes over {@code count} packed runs that are already sorted, disjoint and not touching. */
    static Spans ofSorted(long[] runs, int count) {
        return count == 0 ? EMPTY : new Spans(count == runs.length ? runs : Arrays.copyOf(runs, count));
    }

    static long pack(int y, int from, int to) {
        return (long) y << 40 | (long) from << 20 | to;
    }

    static int y(long run) {
        return (int) (run >>> 40);
    }

    static int from(long run) {
        return (int) (run >>> 20) & MAX_COORDINATE;
    }

    static int to(long run) {
        return (int) run & MAX_COORDINATE;
    }

    public int count() {
        return runs.length;
    }

    public boolean isEmpty() {
        return runs.length == 0;
    }

    /** Row of run {@code i}. */
    public int y(int i) {
        return y(runs[i]);
    }

    /** First column of run {@code i}. */
    public int from(int i) {
        return from(runs[i]);
    }

    /** Column after the last one of run {@code i}. */
    public int to(int i) {
        return to(runs[i]);
    }

    /** Number of pixels. */
    public long area() {
        long area = 0;
        for (long run : runs) {
            area += to(run) - from(run);
        }
        return area;
    }

    /** These pixels moved by an offset of any size, without those that then lie outside a canvas. */
    public Spans moved(int dx, int dy, int width, int height) {
        var moved = new long[runs.length];
        int count = 0;
        for (long run : runs) {
            long y = (long) y(run) + dy;
            long from = Math.max(0L, (long) from(run) + dx);
            long to = Math.min(width, (long) to(run) + dx);
            if (y >= 0 && y < height && from < to) {
                moved[count++] = pack((int) y, (int) from, (int) to);
            }
        }
        return ofSorted(moved, count);
    }

    /** These pixels without those of the other set. */
    public Spans minus(Spans other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var rest = new long[runs.length + other.runs.length];
        int count = 0;
        int hole = 0;
        for (long run : runs) {
            hole = other.firstEndingAfter(run, hole);
            int from = from(run);
            for (int h = hole; h < other.runs.length && other.startsWithin(h, run); h++) {
                if (from < other.from(h)) {
                    rest[count++] = pack(y(run), from, other.from(h));
                }
                from = other.to(h);
            }
            if (from < to(run)) {
                rest[count++] = pack(y(run), from, to(run));
            }
        }
        return ofSorted(rest, count);
    }

    private int firstEndingAfter(long run, int i) {
        while (i < runs.length && (y(i) < y(run) || (y(i) == y(run) && to(i) <= from(run)))) {
            i++;
        }
        return i;
    }

    private boolean startsWithin(int i, long run) {
        return y(i) == y(run) && from(i) < to(run);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans that && Arrays.equals(runs, that.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (long run : runs) {
            text.append(y(run)).append(':').append(from(run)).append('-').append(to(run)).append(' ');
        }
        return text.toString().strip();
    }
}
