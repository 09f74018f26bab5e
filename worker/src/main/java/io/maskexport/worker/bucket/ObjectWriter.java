package io.maskexport.worker.bucket;

import java.io.IOException;

import io.maskexport.archive.CommitOutputStream;

/** Writes one object of unknown length, which appears with {@link #commit}. */
public abstract class ObjectWriter extends CommitOutputStream<ObjectInfo> {
    /**
     * Makes the object visible: compares its size and ETag with what was sent, and resolves an ambiguous response with
     * a HEAD request.
     */
    @Override
    public abstract ObjectInfo commit() throws IOException;

    /** Aborts unless committed; leaves no open upload if the store can be reached. */
    @Override
    public abstract void close() throws IOException;
}
