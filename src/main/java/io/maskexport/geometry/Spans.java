package io.maskexport.geometry;

/**
 * A set of pixels as horizontal runs: rows ascend, and the runs of a row ascend and neither overlap nor touch. The size
 * of a span list depends on an object's outline, not on its area; all mask kinds are made from span lists.
 *
 * <p>A run is one {@code long}: row in bits 40 to 59, first column in bits 20 to 39, the column after its last in bits
 * 0 to 19; so natural order is drawing order. Rows and columns range from 0 to {@value #MAX_COORDINATE}. Runs are
 * stored in pages, because an array of millions would have to be copied to grow.
 */
public final class Spans {
    public static final int MAX_COORDINATE = (1 << 20) - 1;
    public static final Spans EMPTY = new Spans(new long[][] {{}}, 0, 0);

    static final int PAGE_BITS = 14;
    /** Number of runs in each page but the last. */
    static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages;
    private final int count;
    /** Added to each run, so that a moved set shares its pages. */
    private final long offset;

    Spans(long[][] pages, int count, long offset) {
        this.pages = pages;
        this.count = count;
        this.offset = offset;
    }

    static long pack(int y, int from, int to) {
        return (long) y << 40 | (long) from << 20 | to;
    }

    /** Row of a run. */
    public static int y(long run) {
        return (int) (run >>> 40);
    }

    /** First column of a run. */
    public static int from(long run) {
        return (int) (run >>> 20) & MAX_COORDINATE;
    }

    /** Column after the last one of a run. */
    public static int to(long run) {
        return (int) run & MAX_COORDINATE;
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Run {@code i}, in one {@code long}. */
    public long run(int i) {
        return pages[i >>> PAGE_BITS][i & PAGE - 1] + offset;
    }

    /** Row of run {@code i}. */
    public int y(int i) {
        return y(run(i));
    }

    /** First column of run {@code i}. */
    public int from(int i) {
        return from(run(i));
    }

    /** Column after the last one of run {@code i}. */
    public int to(int i) {
        return to(run(i));
    }

    /** Whether both share their runs and so take the memory of one. */
    @SuppressWarnings("ReferenceEquality") // equal pages that are not the same object are not shared
    public boolean sharesRunsWith(Spans other) {
        return pages == other.pages;
    }

    /** Number of pixels. */
    public long area() {
        long area = 0;
        for (int i = 0; i < count; i++) {
            long run = run(i);
            area += to(run) - from(run);
        }
        return area;
    }

    /** The smallest rectangle that contains all pixels. */
    public PixelBox box() {
        if (isEmpty()) {
            return PixelBox.EMPTY;
        }
        int left = MAX_COORDINATE;
        int right = 0;
        for (int i = 0; i < count; i++) {
            long run = run(i);
            left = Math.min(left, from(run));
            right = Math.max(right, to(run));
        }
        return new PixelBox(left, y(0), right - left, y(count - 1) + 1 - y(0));
    }

    /** These pixels moved by any offset, without those that then lie outside the canvas. */
    public Spans moved(int dx, int dy, int width, int height) {
        if (staysWithin(dx, dy, width, height)) {
            return new Spans(pages, count, offset + ((long) dy << 40) + ((long) dx << 20) + dx);
        }
        var moved = new SpanWriter();
        for (int i = 0; i < count; i++) {
            long run = run(i);
            long y = (long) y(run) + dy;
            long from = Math.max(0L, (long) from(run) + dx);
            long to = Math.min(width, (long) to(run) + dx);
            if (y >= 0 && y < height && from < to) {
                moved.append((int) y, (int) from, (int) to);
            }
        }
        return moved.build();
    }

    private boolean staysWithin(long dx, long dy, int width, int height) {
        if (count == 0 || y(0) + dy < 0 || y(count - 1) + dy >= height) {
            return false;
        }
        int left = MAX_COORDINATE;
        int right = 0;
        for (int i = 0; i < count; i++) {
            long run = run(i);
            left = Math.min(left, from(run));
            right = Math.max(right, to(run));
        }
        return left + dx >= 0 && right + dx <= width;
    }

    /** These pixels without those of the other set. */
    public Spans minus(Spans other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var rest = new SpanWriter();
        int hole = 0;
        for (int i = 0; i < count; i++) {
            long run = run(i);
            hole = other.firstEndingAfter(run, hole);
            int from = from(run);
            for (int h = hole; h < other.count && other.startsWithin(h, run); h++) {
                if (from < other.from(h)) {
                    rest.append(y(run), from, other.from(h));
                }
                from = other.to(h);
            }
            if (from < to(run)) {
                rest.append(y(run), from, to(run));
            }
        }
        return rest.build();
    }

    private int firstEndingAfter(long run, int i) {
        while (i < count && (y(i) < y(run) || (y(i) == y(run) && to(i) <= from(run)))) {
            i++;
        }
        return i;
    }

    private boolean startsWithin(int i, long run) {
        return y(i) == y(run) && from(i) < to(run);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans that && count == that.count && isEqual(that);
    }

    private boolean isEqual(Spans that) {
        for (int i = 0; i < count; i++) {
            if (run(i) != that.run(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + Long.hashCode(run(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(y(i)).append(':').append(from(i)).append('-').append(to(i)).append(' ');
        }
        return text.toString().strip();
    }
}
