package io.maskexport.worker.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.defect.Limit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

import static io.maskexport.worker.verify.DifferenceCode.MEMBER_PLACE;
import static io.maskexport.worker.verify.DifferenceCode.MEMBER_TWICE;
import static io.maskexport.worker.verify.DifferenceCode.PART_BROKEN;
import static io.maskexport.worker.verify.DifferenceCode.PART_END;
import static io.maskexport.worker.verify.DifferenceCode.PART_MEMBERS;
import static io.maskexport.worker.verify.DifferenceCode.PART_SHA256;
import static io.maskexport.worker.verify.DifferenceCode.ROOT_FILES;

/** Reads one part from its first to its last byte and compares it with the manifest. */
final class PartCheck {
    private static final int BLOCK = 512;
    private static final int END_OF_ARCHIVE = 2 * BLOCK;

    private final DifferenceReport report;
    private final SeenPaths seen;
    private final RootFilesCheck rootFiles;
    private final ArchivePart part;
    private final boolean last;
    private final Optional<IndexCheck> index;
    private final SplitCheck splits;
    private final MemberWalk walk;
    private final ArchiveShape shape;
    private long members;

    /**
     * @param last whether it is the last part of the archive
     * @param index checks the part's index, if it has one
     * @param splits hears of every item of a part without an index
     */
    PartCheck(DifferenceReport report, SeenPaths seen, RootFilesCheck rootFiles, ArchivePart part, boolean last,
            Optional<IndexCheck> index, SplitCheck splits, ArchiveShape shape) {
        this.shape = shape;
        walk = shape.walk();
        this.report = report;
        this.seen = seen;
        this.rootFiles = rootFiles;
        this.part = part;
        this.last = last;
        this.index = index;
        this.splits = splits;
    }

    /**
     * Reads the part.
     *
     * @return its items; empty unless it is a tar archive to its end
     */
    Optional<MemberWalk> read(InputStream in) throws IOException {
        var input = new PartInput(in);
        boolean isTar = readMembers(input);
        input.drain();
        report.compare(PART_SHA256, part.key(), part.sha256(), input.sha256());
        if (!isTar) {
            return Optional.empty();
        }
        if (index.isPresent()) {
            index.get().finish();
        }
        report.compare(PART_MEMBERS, part.key(), part.members(), members);
        return Optional.of(walk);
    }

    /** Whether it is a tar archive to its end. */
    private boolean readMembers(PartInput input) throws IOException {
        var tar = new TarMembers(input);
        try {
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                member(entry, tar.offset(), tar.content());
            }
            input.drain();
            checkEnd(input, tar.end());
            return true;
        } catch (IOException e) {
            var failure = input.failure().or(() -> index.flatMap(IndexCheck::failure)).or(splits::failure);
            if (failure.isPresent()) {
                throw failure.get();
            }
            report.differs(PART_BROKEN, part.key(), "after %d files: %s".formatted(members, e.getMessage()));
            return false;
        }
    }

    /** Two zero blocks end the last part, and each shard; nothing follows the files of other parts. */
    private void checkEnd(PartInput input, long end) {
        long expected = end + (last || shape.sharded() ? END_OF_ARCHIVE : 0);
        if (input.position() != expected || input.content() > end) {
            report.differs(PART_END, part.key(),
                    "its files end at %d, and the part ends at %d instead of %d".formatted(end,
                            input.position(), expected));
        }
    }

    /** @param offset of its content in the part */
    private void member(TarArchiveEntry entry, long offset, InputStream content) throws IOException {
        members++;
        var path = entry.getName();
        MemberRules.problems(entry, part.key()).forEach(report::differs);
        if (!seen.add(path)) {
            report.differs(MEMBER_TWICE, path, "again in " + part.key());
        }
        // What has holes may be of any length, and is not read.
        place(path, offset, entry.getSize(), entry.isSparse() ? InputStream.nullInputStream() : content);
    }

    private void place(String path, long offset, long length, InputStream content) throws IOException {
        if (!shape.sharded() && rootFiles.isOne(path)) {
            if (report.isWithin(Limit.META_BYTES, length, ROOT_FILES, path)) {
                rootFiles.read(path, content.readAllBytes(), last);
            }
            return;
        }
        long items = walk.items();
        if (!walk.next(path)) {
            report.differs(MEMBER_PLACE, path, "in " + part.key());
        } else if (index.isEmpty()) {
            if (walk.items() > items) {
                splits.item(walk.last());
            }
        } else {
            if (walk.items() > items) {
                index.get().item(walk.last(), shape.namesItems());
            }
            index.get().member(path, offset, length, content);
        }
        content.transferTo(OutputStream.nullOutputStream());
    }
}
