package io.maskexport.worker.verify;

import java.io.InputStream;
import java.util.Arrays;

/** A line without an end. */
final class EndlessText extends InputStream {
    private long given;

    @Override
    public int read() {
        given++;
        return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Arrays.fill(bytes, offset, offset + length, (byte) 'x');
        given += length;
        return length;
    }

    /** Number of bytes that were read. */
    long given() {
        return given;
    }
}
