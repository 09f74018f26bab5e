package io.maskexport.benchmarks.stage;

import io.maskexport.archive.PartOutput;

/** Discards a part. */
final class DiscardedPart extends PartOutput {
    @Override
    public void write(int b) {
        // not kept
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        // not kept
    }

    @Override
    public void commit() {
        // nothing to make visible
    }

    @Override
    public void close() {
        // nothing to release
    }
}
