package io.maskexport.worker.bucket;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A bounded number of equal buffers, made when first needed and then reused by all uploads. */
final class BufferPool {
    private final int bytes;
    private final Semaphore permits;
    private final Deque<byte[]> idle = new ConcurrentLinkedDeque<>();

    BufferPool(int bytes, int most) {
        this.bytes = bytes;
        this.permits = new Semaphore(most, true);
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

    /** Gives back the room of a buffer that an interrupted request may still be reading. */
    void abandon() {
        permits.release();
    }
}
