package io.maskexport.raster;

/**
 * An edge of a polygon on its way down the rows: where the fill begins or ends, and the pixels of its outline, which are
 * those of {@link ThinLine}. Not a record, because one edge after the other is kept in the same instance.
 *
 * <p>A steep outline has one pixel a row, the column of the exact line rounded to the nearest, halves down. A flat one
 * changes rows behind the column where the exact line is half way between them. Both are followed with so many fractional
 * bits that the fractions of at most {@value #MOST_ROWS} rows are told apart.
 */
final class Edge {
    /** Rows beyond which the outline is not exact. */
    static final int MOST_ROWS = 1 << 16;

    private static final int BITS = 40;
    private static final long ONE = 1L << BITS;
    /** Less than half the least distance of two fractions with denominators of twice the rows. */
    private static final long TINY = ONE / (8L * MOST_ROWS);

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

    /** An edge of which the outline is drawn otherwise: it fills from column {@code x} on up to above {@code endRow}. */
    void set(int endRow, long x, long slope) {
        this.endRow = endRow;
        this.x = x;
        this.slope = slope;
        outlined = false;
    }

    /** An edge with its outline, down at least one row and at most {@value #MOST_ROWS}. */
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

    /** First column of the outline in the row that was last {@linkplain #nextRow left} or {@linkplain #end reached}. */
    int outlineFrom() {
        return outlineFrom;
    }

    /** Column after the last one of the outline in that row. */
    int outlineTo() {
        return outlineTo;
    }

    /** Whether columns {@code from} to {@code to - 1}, and that outline, are one run when they are put together. */
    boolean touches(long from, long to) {
        return outlined && outlineFrom <= to && from <= outlineTo;
    }

    /** Goes down by one row. */
    void nextRow() {
        int column = (int) (line >> BITS);
        outlineFrom = steep ? column : Math.min(change, column);
        outlineTo = steep ? column + 1 : Math.max(change, column);
        change = column;
        line += lineSlope;
        x += slope;
    }

    /** Reaches the end row, to which the outline extends, but not the fill. */
    void end() {
        outlineFrom = steep ? bottomX : Math.min(change, bottomX);
        outlineTo = steep ? bottomX + 1 : Math.max(change, bottomX + 1);
    }
}
