package io.maskexport.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file, replacing any existing one. Writes to a temporary file beside the target until the content is
 * complete.
 */
public final class AtomicFile extends CommitOutputStream<Path> {
    private static final String PARTIAL = ".partial";

    private final Path file;
    private final Path growing;
    private final OutputStream output;

    public AtomicFile(Path file) throws IOException {
        this.file = file;
        growing = file.resolveSibling(file.getFileName() + PARTIAL);
        output = new BufferedOutputStream(Files.newOutputStream(growing), 1 << 16);
    }

    /** The final name of a file: its own name, or that of the target if it is an unfinished temporary file. */
    public static String nameOf(String name) {
        return name.endsWith(PARTIAL) ? name.substring(0, name.length() - PARTIAL.length()) : name;
    }

    @Override
    public void write(int value) throws IOException {
        output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public Path commit() throws IOException {
        output.close();
        return Files.move(growing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try { // closing writes what is left, for which there may be no room
            output.close();
        } finally {
            Files.deleteIfExists(growing);
        }
    }
}
