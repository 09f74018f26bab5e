package io.maskexport.picture;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a decoder finds, in the order of the file, and hands it on upright: row by row where stored rows are upright
 * rows in the same order, else once all of them are there.
 */
final class StoredRows implements RowSink {
    private final Orientation orientation;
    private final int width;
    private final int height;
    private final RowSink sink;
    private byte @Nullable [] whole;
    private byte @Nullable [] mirrored;
    private int rows;
    private @Nullable RuntimeException refusal;

    StoredRows(Header header, RowSink sink) {
        orientation = header.orientation();
        width = header.width();
        height = header.height();
        this.sink = sink;
    }

    int rowBytes() {
        return 3 * width;
    }

    /** The next stored row. */
    @Override
    public void row(byte[] rgb, int from) {
        if (rows == height) {
            throw new IllegalStateException("more than " + height + " rows");
        }
        int y = rows++;
        if (whole != null || !orientation.keepsRows()) {
            System.arraycopy(rgb, from, whole(), rowBytes() * y, rowBytes());
        } else if (orientation == Orientation.NORMAL) {
            handOver(rgb, from);
        } else {
            mirrored = mirrored == null ? new byte[rowBytes()] : mirrored;
            Orientation.mirror(rgb, from, mirrored);
            handOver(mirrored, 0);
        }
    }

    /** All stored rows, for a decoder that fills them in an order of its own, before any {@link #row}. */
    byte[] whole() {
        if (whole == null) {
            whole = new byte[rowBytes() * height];
        }
        return whole;
    }

    /** Forgets what is in {@link #whole}. */
    void clear() {
        Arrays.fill(whole(), (byte) 0);
    }

    /** Ends the picture: rows that never came are black. */
    void finish() {
        if (whole != null) {
            orientation.show(whole, width, height, this::handOver);
            return;
        }
        byte[] black = new byte[rowBytes()];
        while (rows < height) {
            row(black, 0);
        }
    }

    private void handOver(byte[] rgb, int from) {
        try {
            sink.row(rgb, from);
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    /** Throws what the taker of the rows threw: that is no fault of the picture. */
    void rethrow() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
