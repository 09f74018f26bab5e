package io.maskexport.worker.bucket;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A bounded pool of equally sized buffers, allocated on demand and reused by all uploads. */
final class BufferPool {
    private final int bytes;
    private final Semaphore permits;
    private final Deque<byte[]> idle = new ConcurrentLinkedDeque<>();

    BufferPool(int bytes, int capacity) {
        this.bytes = bytes;
        this.permits = new Semaphore(capacity, true);
    }

    int bufferBytes() {
        return bytes;
    }

    byte[] take() throws InterruptedException {
        permits.acquire();
        var buffer = idle.pollFirst();
        return buffer == null ? new byte[bytes] : buffer;
    }

    void giveBack(byte[] buffer) {
        idle.addFirst(buffer);
        permits.release();
    }

    /** Frees the place of a buffer that an interrupted request may still be reading; the buffer itself is not reused. */
    void abandon() {
        permits.release();
    }
}
