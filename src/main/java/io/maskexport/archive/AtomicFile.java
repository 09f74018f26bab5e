package io.maskexport.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file, replacing any. Bytes go beside it until they are complete. */
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

    /** The name of a file that a name stands for: its own, or that of the file which was not finished. */
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
        output.close();
        Files.deleteIfExists(growing);
    }
}
