package io.maskexport.png;

import java.util.Arrays;

/**
 * Encodes photos at memory speed: RGB, 8 bits a sample, filter chosen by samples among "Sub", "Up" and "Average", literals
 * with a code for some rows each. A picture of two similar halves side by side costs little more than one of them. The same
 * rows give the same bytes on every machine and in every thread. Reusable, one at a time: {@link #begin}, rows from top to
 * bottom, {@link #finish}.
 */
public final class PhotoPng {
    /** Greatest width and height: two pictures of {@value RunPng#MAX_SIDE} side by side. */
    public static final int MAX_SIDE = 2 * RunPng.MAX_SIDE;

    /** Zeros before a row are what is left of its first pixel; filters read a little beyond its end. */
    private static final int PADDING = 16;
    private static final int BLOCK_BYTES = 3 << 18;
    private static final int FILTER_ROWS = 8;
    private static final int PIXEL = 3;

    private final BitWriter out = new BitWriter();
    private final PhotoBlock block = new PhotoBlock(out);
    private final Adler adler = new Adler();
    private final byte[] scratch = new byte[128];
    private byte[] row = new byte[0];
    private byte[] above = new byte[0];
    private PhotoFilter filter = PhotoFilter.UP;
    private int width;
    private int height;
    private int rowBytes;
    private int half;
    private int blockRows;
    private int rows;

    /**
     * Begins a picture.
     *
     * @param width pixels of a row, 1 to {@value #MAX_SIDE}
     * @param height rows, 1 to {@value #MAX_SIDE}
     * @param repeatDistance pixels to the left that a row may repeat, being half the width of a side-by-side picture; 0 if
     *     there is no such place
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
        if (row.length < rowBytes + 2 * PADDING) {
            row = new byte[rowBytes + 2 * PADDING];
            above = new byte[rowBytes + 2 * PADDING];
        }
        Arrays.fill(row, (byte) 0);
        adler.clear();
        out.clear();
        PngFile.putZlibHeader(out);
        block.begin(Math.multiplyExact(blockRows, rowBytes + 1), half <= Distance.FARTHEST ? half : 0);
    }

    /** Adds a row of {@code 3 * width} bytes from an index of an array. */
    public void row(byte[] rgb, int from) {
        nextRow();
        System.arraycopy(rgb, from, row, PADDING, rowBytes);
        addRow();
    }

    /** Adds a row of two halves. */
    public void row(byte[] left, int leftFrom, byte[] right, int rightFrom) {
        nextRow();
        System.arraycopy(left, leftFrom, row, PADDING, half);
        System.arraycopy(right, rightFrom, row, PADDING + half, half);
        addRow();
    }

    /** Adds a row whose halves are equal. */
    public void sameRow(byte[] left, int leftFrom) {
        row(left, leftFrom, left, leftFrom);
    }

    private void nextRow() {
        byte[] swap = above;
        above = row;
        row = swap;
    }

    private void addRow() {
        if (rows % FILTER_ROWS == 1 || rows == 0) {
            filter = PhotoFilter.best(row, above, PADDING, half > 0 ? half : rowBytes, scratch);
        }
        int at = block.size();
        block.bytes()[at] = filter.type();
        filter.apply(row, above, PADDING, rowBytes, block.bytes(), at + 1);
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
     * @throws IllegalStateException unless as many rows were added as the picture is high
     * @throws ArithmeticException if the file would exceed 2 GiB
     */
    public byte[] finish() {
        PngFile.requireRows(rows, height);
        PngFile.putZlibTrailer(out, adler.value());
        return PngFile.of(width, height, PngFormat.RGB_8, out.pieces());
    }
}
