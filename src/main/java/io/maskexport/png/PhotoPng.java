package io.maskexport.png;

import java.util.Arrays;

/**
 * Encodes photos at memory speed: RGB with 8 bits a sample, filters "Sub", "Up" or "Average" chosen by sampling, a new
 * literal code every few rows. A picture of two similar halves side by side costs little more than one of them. The
 * same rows give the same bytes on every machine and in every thread. Reusable, one picture at a time: {@link #begin},
 * rows from top to bottom, {@link #finish}.
 */
public final class PhotoPng {
    /** Largest width and height: two pictures of {@value RunPng#MAX_SIDE} side by side. */
    public static final int MAX_SIDE = 2 * RunPng.MAX_SIDE;

    /** The zeros before a row are its first pixel's left neighbour; filters read a little beyond the row's end. */
    private static final int PADDING = 16;
    private static final int BLOCK_BYTES = 3 << 18;
    private static final int FILTER_ROWS = 8;
    private static final int PIXEL = 3;

    private final BitWriter out = new BitWriter();
    private final PhotoBlock block = new PhotoBlock(out);
    private final Adler adler = new Adler();
    private long[] filtered = new long[0];
    private byte[] row = new byte[0];
    private byte[] above = new byte[0];
    private PhotoFilter filter = PhotoFilter.UP;
    private int width;
    private int height;
    private int rowBytes;
    private int half;
    private int blockRows;
    private int rows;
    /** Columns in which the two halves of the previous row differ. */
    private int aboveFrom;
    private int aboveTo;

    /**
     * Starts a picture.
     *
     * @param width pixels of a row, 1 to {@value #MAX_SIDE}
     * @param height rows, 1 to {@value #MAX_SIDE}
     * @param repeatDistance distance in pixels, to the left, to what a row may repeat: half the width of a side-by-side
     * picture; 0 for none
     */
    public void begin(int width, int height, int repeatDistance) {
        PngFile.requireSides(width, height, MAX_SIDE);
        this.width = width;
        this.height = height;
        rowBytes = PIXEL * width;
        half = PIXEL * repeatDistance;
        if (half < 0 || half >= rowBytes) {
            throw new IllegalArgumentException("repeats " + repeatDistance + " pixels back in a width of " + width);
        }
        blockRows = Math.clamp(BLOCK_BYTES / rowBytes, 4, 128);
        rows = 0;
        aboveFrom = Integer.MAX_VALUE;
        aboveTo = 0;
        if (row.length < rowBytes + 2 * PADDING) {
            row = new byte[rowBytes + 2 * PADDING];
            above = new byte[rowBytes + 2 * PADDING];
            filtered = new long[rowBytes / Long.BYTES + 1];
        }
        Arrays.fill(row, (byte) 0);
        adler.clear();
        PngFile.begin(out);
        block.begin(Math.multiplyExact(blockRows, rowBytes + 1), half <= Distance.FARTHEST ? half : 0);
    }

    /** Adds a row of {@code 3 * width} bytes, from index {@code from}. */
    public void row(byte[] rgb, int from) {
        nextRow();
        System.arraycopy(rgb, from, row, PADDING, rowBytes);
        chooseFilter(half > 0 ? half : rowBytes);
        filter.apply(row, above, PADDING, rowBytes, block.bytes(), block.size() + 1, filtered);
        endRow();
    }

    /**
     * Adds a row of two halves that are equal except in columns {@code from} to {@code to - 1}, which may be all or
     * none.
     *
     * @param left the left half, from index {@code leftFrom}
     * @param right the right half's columns {@code from} to {@code to - 1}, from index {@code rightFrom}
     */
    public void row(byte[] left, int leftFrom, byte[] right, int rightFrom, int from, int to) {
        nextRow();
        System.arraycopy(left, leftFrom, row, PADDING, half);
        System.arraycopy(row, PADDING, row, PADDING + half, half);
        System.arraycopy(right, rightFrom, row, PADDING + half + PIXEL * from, PIXEL * (to - from));
        chooseFilter(half);
        byte[] bytes = block.bytes();
        int leftAt = block.size() + 1;
        filter.apply(row, above, PADDING, half, bytes, leftAt, filtered);
        System.arraycopy(bytes, leftAt, bytes, leftAt + half, half);
        filterRight(0, 1);
        if (from < to || aboveFrom < aboveTo) {
            filterRight(Math.min(from, aboveFrom), Math.max(to, aboveTo) + 1);
        }
        aboveFrom = from < to ? from : Integer.MAX_VALUE;
        aboveTo = to;
        endRow();
    }

    /**
     * A pixel's filtered value differs from its twin's on the left only if the pixel itself, the one before it or the
     * one above differs.
     */
    private void filterRight(int from, int to) {
        int start = half + PIXEL * from;
        int end = Math.min(half + PIXEL * to, rowBytes);
        filter.apply(row, above, PADDING + start, end - start, block.bytes(), block.size() + 1 + start, filtered);
    }

    private void nextRow() {
        byte[] swap = above;
        above = row;
        row = swap;
    }

    /** Chooses the filter by the first {@code bytes} bytes of the row. */
    private void chooseFilter(int bytes) {
        if (rows % FILTER_ROWS == 1 || rows == 0) {
            filter = PhotoFilter.best(row, above, PADDING, bytes);
        }
        block.bytes()[block.size()] = filter.type();
    }

    private void endRow() {
        int at = block.size();
        adler.add(block.bytes(), at, 1 + rowBytes);
        block.addRow(1 + rowBytes);
        rows++;
        if (block.rows() == blockRows || rows == height) {
            block.write(rows == height);
        }
    }

    /**
     * The PNG file, in an array of exactly its size.
     *
     * @throws IllegalStateException unless {@code height} rows were added
     * @throws ArithmeticException if the file would exceed 2 GiB
     */
    public byte[] finish() {
        PngFile.requireRows(rows, height);
        PngFile.putZlibTrailer(out, adler.value());
        return PngFile.of(width, height, PngFormat.RGB_8, PngFile.NO_PALETTE, out);
    }

    /**
     * The PNG file in pieces, as written.
     *
     * @throws IllegalStateException unless {@code height} rows were added
     */
    public KeptPng keep() {
        PngFile.requireRows(rows, height);
        PngFile.putZlibTrailer(out, adler.value());
        return KeptPng.of(PngFile.pieces(width, height, PngFormat.RGB_8, out));
    }

    /** Approximate number of bytes written so far. */
    public long size() {
        return out.size();
    }

    /** Releases the memory of an unfinished picture; a finished one has released it already. */
    public void release() {
        out.release();
    }
}
