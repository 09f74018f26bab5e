package io.maskexport.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The part being written. Everything that could differ between two runs is fixed in its headers. */
final class TarPart implements Closeable {
    /** The earliest time that all archive formats can represent; true times are not part of the content. */
    private static final FileTime MODIFIED = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));
    private static final int MODE = 0100644;

    private final int number;
    private final CommitOutputStream<?> output;
    private final Optional<PartIndex> index;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final TarArchiveOutputStream tar;
    private long bytes;
    private int groups;
    private int members;
    private String first = "";
    private String last = "";

    TarPart(int number, CommitOutputStream<?> output, Optional<PartIndex> index) {
        this.number = number;
        this.output = output;
        this.index = index;
        tar = new TarArchiveOutputStream(new DigestOutputStream(output, digest), TarSize.BLOCK,
                StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    long bytes() {
        return bytes;
    }

    void add(MemberGroup group, long size) throws IOException {
        for (var member : group.members()) {
            tar.putArchiveEntry(entry(member));
            member.file().writeTo(tar);
            tar.closeArchiveEntry();
        }
        if (index.isPresent()) {
            index.get().add(group, bytes);
        }
        bytes += size;
        first = groups == 0 ? group.name() : first;
        last = group.name();
        groups++;
        members += group.members().size();
    }

    private static TarArchiveEntry entry(Member member) {
        boolean asGiven = true;
        var entry = new TarArchiveEntry(member.path(), asGiven);
        entry.setSize(member.size());
        entry.setLastModifiedTime(MODIFIED);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(MODE);
        return entry;
    }

    /** Commits the index, then the part as it is: where a part is, its index is, too. The tar stream is never closed, because that would write end-of-archive blocks. */
    PartSummary commit() throws IOException {
        tar.flush();
        var indexSummary = index.isPresent() ? Optional.of(index.get().commit()) : Optional.<IndexSummary>empty();
        output.commit();
        return new PartSummary(number, bytes, HexFormat.of().formatHex(digest.digest()), groups, members, first, last,
                indexSummary);
    }

    /** Commits the part as the last one of the archive. */
    PartSummary commitWithEnd() throws IOException {
        tar.finish();
        bytes += TarSize.END_OF_ARCHIVE;
        return commit();
    }

    @Override
    public void close() throws IOException {
        try (output) {
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }
}
