package io.maskexport.export;

import java.io.IOException;

import io.maskexport.archive.MemberGroup;

/** Receives the files of an archive, one group at a time. */
@FunctionalInterface
public interface GroupWriter {
    void write(MemberGroup group) throws IOException;
}
