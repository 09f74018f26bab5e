package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one object of unknown length. The object appears with {@link #commit}, whole and checked; closing without it
 * aborts, so a failure elsewhere can never publish a truncated object.
 */
public abstract class ObjectWriter extends OutputStream {
    /**
     * Makes the object visible: size and ETag are compared with what was sent, and an ambiguous answer is resolved by
     * looking.
     */
    public abstract ObjectInfo commit() throws IOException;

    /** Aborts unless committed; leaves no open upload behind as far as the store can be reached. */
    @Override
    public abstract void close() throws IOException;
}
