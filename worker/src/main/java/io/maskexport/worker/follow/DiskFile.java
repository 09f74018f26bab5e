package io.maskexport.worker.follow;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written to a disk which may be full: then the failure says which file, and what to do. */
final class DiskFile extends FilterOutputStream {
    private final Path file;

    private DiskFile(Path file, OpenOption... options) throws IOException {
        super(Files.newOutputStream(file, options));
        this.file = file;
    }

    /** Writes a file that does not exist. */
    static DiskFile create(Path file) throws IOException {
        return new DiskFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes a file, and replaces one that exists. */
    static DiskFile replace(Path file) throws IOException {
        return new DiskFile(file);
    }

    /**
     * Waits until the disk has what a record says. A power failure may otherwise leave files of a part without the record by
     * which they are taken back.
     */
    static void sync(Path record) throws IOException {
        force(record, StandardOpenOption.WRITE);
        var folder = record.getParent();
        if (folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path file, OpenOption option) throws IOException {
        try (var channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** In words for people: {@code dir/a.png cannot be written: No space left on device; ...}. */
    static IOException failure(Path file, IOException e) {
        return new IOException("%s cannot be written: %s; make room, and call the same command again".formatted(file,
                e.getMessage()), e);
    }
}
