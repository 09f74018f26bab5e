package io.maskexport.worker.bucket;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import io.minio.ByteBuffer;

/**
 * The content of a request, as a view of an array. The SDK reads it piece by piece; a plain array it would copy whole into
 * the memory of the HTTP client before it sent the first byte.
 */
final class RequestPayload extends ByteBuffer {
    private final byte[] bytes;
    private final int length;

    /** @param bytes not changed until the request has ended */
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
