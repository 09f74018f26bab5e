package io.maskexport.worker.follow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.MemberRules;
import io.maskexport.worker.verify.SeenPaths;
import io.maskexport.worker.verify.TarMembers;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * The files of a part that is on disk. All of them are checked before the first is written.
 *
 * @param tar the part
 */
record PartFiles(ArchivePart part, Path tar, Path directory) {
    private static final int BUFFER = 1 << 16;

    /** Receives each file of a part. */
    private interface MemberReceiver {
        void accept(TarArchiveEntry member, InputStream content) throws IOException, DifferenceException;
    }

    /**
     * Checks that all members can be written, and writes their paths into a record.
     *
     * @throws DifferenceException if one is unsafe, or would replace another file
     */
    void check(TakenFiles.Writer record) throws IOException, DifferenceException {
        var paths = new FreePaths(record);
        read((member, _) -> {
            var problems = MemberRules.problems(member, part.key());
            if (!problems.isEmpty()) {
                throw new DifferenceException(problems.getFirst());
            }
            paths.checkPlace(member.getName());
            paths.add(member.getName(), member.getSize());
        });
        if (paths.count != part.members()) {
            throw new DifferenceException(DifferenceCode.PART_MEMBERS, part.key(),
                    "%d files are listed, found %d".formatted(part.members(), paths.count));
        }
        var index = part.index();
        if (index != null) {
            paths.add(index.fileName(), index.bytes());
        }
        paths.checkFolders();
    }

    /**
     * Writes all files, none of which may exist.
     *
     * @throws DifferenceException also if two names are one on this file system
     */
    void write() throws IOException, DifferenceException {
        read((member, content) -> {
            var file = directory.resolve(member.getName());
            try {
                Files.createDirectories(file.getParent());
                try (var out = DiskFile.create(file)) {
                    copy(member, content, out);
                }
            } catch (FileAlreadyExistsException e) {
                throw new DifferenceException(DifferenceCode.MEMBER_TWICE, member.getName(),
                        "is there already, as " + e.getFile());
            }
        });
    }

    private void copy(TarArchiveEntry member, InputStream content, OutputStream out)
            throws IOException, DifferenceException {
        var buffer = new byte[BUFFER];
        long left = member.getSize();
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw broken("ends in " + member.getName());
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private void read(MemberReceiver receiver) throws IOException, DifferenceException {
        try (var members = new TarMembers(new BufferedInputStream(Files.newInputStream(tar), BUFFER))) {
            for (var member = next(members); member != null; member = next(members)) {
                receiver.accept(member, members.content());
            }
        }
    }

    private @Nullable TarArchiveEntry next(TarMembers members) throws DifferenceException {
        try {
            return members.next();
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private DifferenceException broken(String detail) {
        return new DifferenceException(DifferenceCode.PART_BROKEN, part.key(), detail);
    }

    /** Paths at which nothing is, neither in the directory nor in the same part. */
    private final class FreePaths {
        private final TakenFiles.Writer record;
        private final SeenPaths seen = new SeenPaths();
        private final Set<String> folders = new HashSet<>();
        private long count;

        FreePaths(TakenFiles.Writer record) {
            this.record = record;
        }

        void checkPlace(String path) throws DifferenceException {
            count++;
            if (path.equalsIgnoreCase(TakenFiles.FOLDER) || path.regionMatches(true, 0, TakenFiles.FOLDER + "/", 0,
                    TakenFiles.FOLDER.length() + 1)) {
                throw new DifferenceException(DifferenceCode.MEMBER_PATH, path,
                        "in %s; the name is in use".formatted(part.key()));
            }
            if (path.indexOf('/') < 0 && !RootFiles.all().contains(path)) {
                throw new DifferenceException(DifferenceCode.MEMBER_PLACE, path, "in " + part.key());
            }
        }

        void add(String path, long bytes) throws IOException, DifferenceException {
            if (!seen.add(path)) {
                throw twice(path, "again in " + part.key());
            }
            if (Files.exists(record.file(path), LinkOption.NOFOLLOW_LINKS)) {
                throw twice(path, "is there already, and in " + part.key());
            }
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                var folder = path.substring(0, slash);
                if (!folders.add(folder)) {
                    break;
                }
                var there = record.file(folder);
                if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
                    throw twice(folder, "is a file there already, and a folder in " + part.key());
                }
            }
            record.add(path, bytes);
        }

        void checkFolders() throws DifferenceException {
            for (var folder : folders) {
                if (!seen.add(folder)) {
                    throw twice(folder, "is a file and a folder in " + part.key());
                }
            }
        }

        private DifferenceException twice(String path, String detail) {
            return new DifferenceException(DifferenceCode.MEMBER_TWICE, path, detail);
        }
    }
}
