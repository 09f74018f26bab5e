package io.maskexport.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a file or an object that appears with {@link #commit}, whole and checked. Closing without it throws the bytes away,
 * so a failure elsewhere can never leave half of it behind.
 *
 * @param <T> what is known of the committed file
 */
public abstract class CommitOutputStream<T> extends OutputStream {
    /** Makes what was written visible and durable. Called once, after the last byte. */
    public abstract T commit() throws IOException;

    /** Ends the output; aborts it unless committed. */
    @Override
    public abstract void close() throws IOException;
}
