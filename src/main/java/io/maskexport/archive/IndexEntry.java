package io.maskexport.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What the index of a part says of a group: one line, which also says where the members are. */
public interface IndexEntry {
    /**
     * Writes the line, line feed included; the same bytes each time.
     *
     * @param members those of the group, in order
     */
    void writeTo(OutputStream out, List<PlacedMember> members) throws IOException;

    /** Memory that it takes until it is written, in bytes. */
    long heldBytes();
}
