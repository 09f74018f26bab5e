package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one object of unknown length. {@link #commit} makes the object visible, complete and checked; closing without
 * it aborts, so a failure elsewhere can never publish a truncated object.
 */
public abstract class ObjectWriter extends OutputStream {
    /**
     * Makes the object visible: compares its size and ETag with what was sent, and resolves an ambiguous response with
     * a HEAD request.
     */
    public abstract ObjectInfo commit() throws IOException;

    /** Aborts unless committed; leaves no open upload if the store can be reached. */
    @Override
    public abstract void close() throws IOException;
}
