package io.maskexport.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;

import org.apache.commons.codec.digest.DigestUtils;

/** The index of the part being written: a line for each group that has an entry, written at once and not kept. */
final class PartIndex implements Closeable {
    private final CommitOutputStream<?> output;
    private final DigestedOutput digested;

    /** Counts and digests what passes. */
    private static final class DigestedOutput extends OutputStream {
        private final CommitOutputStream<?> output;
        private final MessageDigest digest = DigestUtils.getSha256Digest();
        private long bytes;

        DigestedOutput(CommitOutputStream<?> output) {
            this.output = output;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            output.write(content, offset, length);
            digest.update(content, offset, length);
            bytes += length;
        }

        /** A line is no reason to send anything. */
        @Override
        public void flush() {
            // The commit sends all.
        }
    }

    PartIndex(CommitOutputStream<?> output) {
        this.output = output;
        digested = new DigestedOutput(output);
    }

    /** @param start where the group's first header begins in the part */
    void add(MemberGroup group, long start) throws IOException {
        if (group.index().isPresent()) {
            var members = new ArrayList<PlacedMember>();
            long at = start;
            for (var member : group.members()) {
                long end = at + TarSize.of(member.path(), member.size());
                members.add(new PlacedMember(member.path(), end - TarSize.inBlocks(member.size()), member.size()));
                at = end;
            }
            group.index().get().writeTo(digested, members);
        }
    }

    IndexSummary commit() throws IOException {
        output.commit();
        return new IndexSummary(digested.bytes, HexFormat.of().formatHex(digested.digest.digest()));
    }

    /** Aborts the index unless it was committed. */
    @Override
    public void close() throws IOException {
        output.close();
    }
}
