package io.maskexport.archive;

import java.io.IOException;

/** Port: where parts go, one at a time. */
public interface PartSink {
    /**
     * Begins a part.
     *
     * @param number its position among the parts of this sink, from 1
     */
    PartOutput open(int number) throws IOException;
}
