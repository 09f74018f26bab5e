package io.maskexport.picture;

/** Receives the rows of a picture from the top down. */
@FunctionalInterface
public interface RowSink {
    /** Receives the next row, three samples a pixel from index {@code from}; the array is reused for the following row. */
    void row(byte[] rgb, int from);
}
