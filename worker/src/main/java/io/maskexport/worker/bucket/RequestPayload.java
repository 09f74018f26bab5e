package io.maskexport.worker.bucket;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import io.minio.ByteBuffer;

/**
 * A request body backed by part of an array. The SDK reads it incrementally; it would copy a plain array whole into the
 * HTTP client's memory before sending the first byte.
 */
final class RequestPayload extends ByteBuffer {
    private final byte[] bytes;
    private final int length;

    /** @param bytes must not change until the request has ended */
    RequestPayload(byte[] bytes, int length) {
        super(length);
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream inputStream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }
}
