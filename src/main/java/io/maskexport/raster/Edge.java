package io.maskexport.raster;

/**
 * An edge of a polygon while the fill descends the rows: it gives the start or end of the fill, and the pixels of its
 * outline, which are those of {@link ThinLine}. Not a record, because instances are reused for one edge after another.
 *
 * <p>A steep outline has one pixel for each row: the column of the exact line rounded to nearest, halves down. A flat
 * one changes rows after the column where the exact line is half way between them. Both use enough fractional bits to
 * tell apart the fractions of at most {@value #EXACT_ROWS} rows.
 */
final class Edge {
    /** Number of rows up to which the outline is exact. */
    static final int EXACT_ROWS = 1 << 16;

    private static final int BITS = 40;
    private static final long ONE = 1L << BITS;
    /** Less than half the smallest difference of two fractions with denominators of twice the rows. */
    private static final long TINY = ONE / (8L * EXACT_ROWS);

    private int endRow;
    private long x;
    private long slope;

    private int bottomX;
    private boolean outlined;
    private boolean steep;
    private long line;
    private long lineSlope;
    private int change;
    private int outlineFrom;
    private int outlineTo;

    /** An edge whose outline is drawn separately: it fills from column {@code x}, down to the row above {@code endRow}. */
    void set(int endRow, long x, long slope) {
        this.endRow = endRow;
        this.x = x;
        this.slope = slope;
        outlined = false;
    }

    /** An edge with its outline, spanning at least one row and at most {@value #EXACT_ROWS}. */
    void set(int topX, int topY, int bottomX, int bottomY) {
        int rows = bottomY - topY;
        int columns = bottomX - topX;
        endRow = bottomY;
        this.bottomX = bottomX;
        x = FixedPoint.of(topX);
        slope = FixedPoint.of(columns) / rows;
        outlined = true;
        steep = rows > Math.abs(columns);
        lineSlope = columns * ONE / rows;
        line = topX * ONE + (steep ? ONE / 2 - TINY : lineSlope / 2 + ONE + TINY);
        change = columns < 0 ? topX + 1 : topX;
    }

    int endRow() {
        return endRow;
    }

    /** Column of the edge in the current row, as {@link FixedPoint}. */
    long x() {
        return x;
    }

    boolean isOutlined() {
        return outlined;
    }

    /** First column of the outline in the row last {@linkplain #nextRow left} or {@linkplain #end reached}. */
    int outlineFrom() {
        return outlineFrom;
    }

    /** Column after the last one of the outline in that row. */
    int outlineTo() {
        return outlineTo;
    }

    /** Whether columns {@code from} to {@code to - 1} and that outline form a single run. */
    boolean touches(long from, long to) {
        return outlined && outlineFrom <= to && from <= outlineTo;
    }

    /** Descends by one row. */
    void nextRow() {
        int column = (int) (line >> BITS);
        outlineFrom = steep ? column : Math.min(change, column);
        outlineTo = steep ? column + 1 : Math.max(change, column);
        change = column;
        line += lineSlope;
        x += slope;
    }

    /** Reaches the end row, to which the outline extends but not the fill. */
    void end() {
        outlineFrom = steep ? bottomX : Math.min(change, bottomX);
        outlineTo = steep ? bottomX + 1 : Math.max(change, bottomX + 1);
    }
}
