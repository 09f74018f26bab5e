package io.maskexport.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The bytes of one part. Nothing is visible before {@link #commit}; closing without it throws the bytes away, so a
 * failure can never leave half a part behind.
 */
public abstract class PartOutput extends OutputStream {
    /** Makes the part visible, durable and checked. Called once, after the last byte. */
    public abstract void commit() throws IOException;

    /** Ends the output; aborts it unless committed. */
    @Override
    public abstract void close() throws IOException;
}
