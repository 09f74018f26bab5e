package io.maskexport.benchmarks.stage;

import io.maskexport.archive.CommitOutputStream;

/** Counts the bytes of a part and discards them. */
final class DiscardedPart extends CommitOutputStream<Long> {
    private long bytes;

    @Override
    public void write(int b) {
        bytes++;
    }

    @Override
    public void write(byte[] content, int from, int count) {
        bytes += count;
    }

    @Override
    public Long commit() {
        return bytes;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
