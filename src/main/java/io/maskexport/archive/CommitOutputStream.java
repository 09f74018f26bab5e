package io.maskexport.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a file or an object. {@link #commit} makes it visible, complete and checked; closing without it discards the
 * bytes, so a failure elsewhere can never leave half of it.
 *
 * @param <T> describes the committed file
 */
public abstract class CommitOutputStream<T> extends OutputStream {
    /** Makes the content visible and durable. Called once, after the last byte. */
    public abstract T commit() throws IOException;

    /** Closes the output; aborts it unless committed. */
    @Override
    public abstract void close() throws IOException;
}
