package io.maskexport.picture;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Receives a decoder's rows in file order and passes them on upright: row by row if stored and upright rows have the
 * same order, otherwise once all are there.
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

    /** The buffer of all stored rows, for a decoder that fills it in its own order, before any {@link #row}. */
    byte[] whole() {
        if (whole == null) {
            whole = new byte[rowBytes() * height];
        }
        return whole;
    }

    /** Clears {@link #whole}. */
    void clear() {
        Arrays.fill(whole(), (byte) 0);
    }

    /** Ends the picture: missing rows are black. */
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

    /** Rethrows what the receiver of the rows threw, which is not a fault of the picture. */
    void rethrow() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
