package io.maskexport.export;

import java.io.IOException;

import io.maskexport.archive.MemberGroup;

/** Takes the files of an archive, group after group. */
@FunctionalInterface
public interface GroupWriter {
    void write(MemberGroup group) throws IOException;
}
