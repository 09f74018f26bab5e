package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Streams an object in ranges, fetched on demand; holds one range at a time. */
final class RangedObjectStream extends InputStream {
    private final long bytes;
    private final RangeReader pieces;
    private byte[] piece = {};
    private long fetched;
    private int next;

    /** Fetches ranges of the object. */
    interface RangeReader {
        /** Returns exactly {@code length} bytes. */
        byte[] read(long offset, int length) throws IOException;
    }

    RangedObjectStream(long bytes, RangeReader pieces) {
        this.bytes = bytes;
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        return fetch() ? piece[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fetch()) {
            return -1;
        }
        int n = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, target, offset, n);
        next += n;
        return n;
    }

    /** Fetches the next range if needed; false at the end of the object. */
    private boolean fetch() throws IOException {
        if (next == piece.length && fetched < bytes) {
            piece = pieces.read(fetched, (int) Math.min(bytes - fetched, S3Settings.PART_BYTES));
            fetched += piece.length;
            next = 0;
        }
        return next < piece.length;
    }
}
