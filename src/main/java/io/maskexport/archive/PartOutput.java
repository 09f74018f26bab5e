package io.maskexport.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one part. Nothing is visible before {@link #commit}; closing without it discards the bytes, so a failure can
 * never leave half a part.
 */
public abstract class PartOutput extends OutputStream {
    /** Makes the part visible, durable and checked. Called once, after the last byte. */
    public abstract void commit() throws IOException;

    /** Closes the output; aborts it unless committed. */
    @Override
    public abstract void close() throws IOException;
}
