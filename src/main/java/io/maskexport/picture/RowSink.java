package io.maskexport.picture;

/** Takes the rows of a picture one after another, from the top down. */
@FunctionalInterface
public interface RowSink {
    /** Takes the next row, three samples a pixel from index {@code from}; the array is filled anew for the row after it. */
    void row(byte[] rgb, int from);
}
