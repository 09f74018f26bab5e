package io.maskexport.archive;

import java.io.IOException;

/** Port: receives parts, one at a time. */
public interface PartSink {
    /**
     * Starts a part.
     *
     * @param number its position among the parts of this sink, from 1
     */
    CommitOutputStream<?> open(int number) throws IOException;

    /**
     * Starts the index of the part that was started last. Committed before the part, and discarded with it.
     *
     * @param number of the part
     */
    default CommitOutputStream<?> openIndex(int number) throws IOException {
        throw new UnsupportedOperationException("these parts have no index");
    }
}
