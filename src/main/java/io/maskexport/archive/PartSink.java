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
}
