package io.maskexport.worker.follow;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.archive.AtomicFile;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.verify.BoundedLines;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The record of a part's files in the directory: it is written before the first file is, so that a part can be taken back
 * however far it came. Its first line names the part, each other line the size and the path of a file.
 *
 * @param record ends with {@link #TAKING} until all files are written, and then with {@link #TAKEN}
 */
record TakenFiles(Path directory, Path record) {
    /** Folder of the records in the directory. */
    static final String FOLDER = ".mask-export";
    static final String TAKING = ".taking";
    static final String TAKEN = ".taken";

    /** The part that a record is of. */
    record TakenPart(String key, long bytes, String sha256) {
        boolean is(ArchivePart part) {
            return key.equals(part.key()) && bytes == part.bytes() && sha256.equals(part.sha256());
        }
    }

    /** A record that is being written; it counts only once it is committed. */
    static final class Writer implements AutoCloseable {
        private final Path directory;
        private final Path record;
        private final AtomicFile file;
        private final BufferedWriter lines;

        private Writer(Path directory, Path record, ArchivePart part) throws IOException {
            this.directory = directory;
            this.record = record;
            file = new AtomicFile(record);
            lines = new BufferedWriter(new OutputStreamWriter(file, UTF_8));
            lines.write(new String(JsonRecords.write(new TakenPart(part.key(), part.bytes(), part.sha256())), UTF_8));
            lines.newLine();
        }

        /** Where a path of the part is on disk. */
        Path file(String path) throws IOException {
            return inside(directory, path);
        }

        void add(String path, long bytes) throws IOException {
            lines.write(bytes + " " + path);
            lines.newLine();
        }

        /** From here on, the part is taken back if it is not completed, even after a power failure. */
        TakenFiles commit() throws IOException {
            try {
                lines.flush();
                file.commit();
                DiskFile.sync(record);
            } catch (IOException e) {
                throw DiskFile.failure(record, e);
            }
            return new TakenFiles(directory, record);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Looks at a file of the part, or does something with it. */
    private interface FileTest {
        boolean test(Path file, long bytes) throws IOException;
    }

    static Writer begin(Path directory, ArchivePart part) throws IOException {
        return new Writer(directory, directory.resolve(FOLDER).resolve(part.fileName() + TAKING), part);
    }

    /** @throws IOException if the path leads out of the directory, or this system cannot have it */
    static Path inside(Path directory, String path) throws IOException {
        try {
            var file = directory.resolve(path).normalize();
            if (file.startsWith(directory) && !file.equals(directory)) {
                return file;
            }
            throw new IOException(path + " is not in " + directory);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "this system cannot have a file with the name " + path + "; is the locale one of UTF-8?",
                    e);
        }
    }

    boolean isComplete() {
        return record.toString().endsWith(TAKEN);
    }

    TakenPart part() throws IOException {
        try (var lines = lines()) {
            var first = lines.next();
            return JsonRecords.read(first == null ? new byte[0] : first, TakenPart.class);
        } catch (JsonProcessingException | BoundedLines.LongLineException _) {
            throw damaged();
        }
    }

    private BoundedLines lines() throws IOException {
        return new BoundedLines(Files.newInputStream(record));
    }

    /** Says that all files are written. */
    TakenFiles complete() throws IOException {
        var name = String.valueOf(record.getFileName());
        var taken = record.resolveSibling(name.substring(0, name.length() - TAKING.length()) + TAKEN);
        return new TakenFiles(directory, Files.move(record, taken, StandardCopyOption.ATOMIC_MOVE));
    }

    /** How many files it names. */
    long count() throws IOException {
        long[] count = new long[1];
        all((_, _) -> ++count[0] > 0);
        return count[0];
    }

    /** Whether all files are there, each with its size. */
    boolean areThere() throws IOException {
        return all((file, bytes) -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == bytes);
    }

    /** Deletes the files, the folders that this leaves empty, and the record. */
    void takeBack() throws IOException {
        var folders = new TreeSet<Path>(Comparator.reverseOrder());
        all((file, _) -> {
            delete(file);
            var folder = file.getParent();
            while (folder != null && !folder.equals(directory) && folders.add(folder)) {
                folder = folder.getParent();
            }
            return true;
        });
        for (var folder : folders) { // those below come first
            delete(folder);
        }
        Files.delete(record);
    }

    /** Deletes a file or an empty folder; not what came in its place. */
    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException _) {
            // Files of other parts are in it.
        } catch (FileSystemException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /** Whether the test is true for all files; ends with the first for which it is not. */
    private boolean all(FileTest test) throws IOException {
        try (var lines = lines()) {
            lines.next();
            for (var line = lines.nextText(); line != null; line = lines.nextText()) {
                if (!test(test, line)) {
                    return false;
                }
            }
            return true;
        } catch (BoundedLines.LongLineException _) {
            throw damaged();
        }
    }

    private boolean test(FileTest test, String line) throws IOException {
        int space = Math.max(0, line.indexOf(' '));
        long bytes;
        try {
            bytes = Long.parseLong(line.substring(0, space));
        } catch (NumberFormatException _) {
            throw damaged();
        }
        return test.test(inside(directory, line.substring(space + 1)), bytes);
    }

    /** After a power failure, or whoever wrote into it. */
    private IOException damaged() {
        return damaged(record, directory);
    }

    static IOException damaged(Path record, Path directory) {
        return new IOException(record + " is damaged; delete " + directory + ", or name another directory");
    }
}
