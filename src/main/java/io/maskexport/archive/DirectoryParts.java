package io.maskexport.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes parts as files of a directory. An archive of one part is named as a whole; a second part gives the first its
 * number. Existing files are replaced.
 */
public final class DirectoryParts implements PartSink {
    private final Path directory;
    private final ArchiveNames names;
    private int opened;

    public DirectoryParts(Path directory, ArchiveNames names) {
        this.directory = directory;
        this.names = names;
    }

    @Override
    public PartOutput open(int number) throws IOException {
        if (number > names.maximum()) {
            throw new IOException("more than " + names.maximum() + " parts: the part limit is too small");
        }
        if (number == 2) {
            Files.move(file(names.whole()), file(names.part(1)), StandardCopyOption.REPLACE_EXISTING);
        }
        opened = number;
        return new FileOutput(file(number == 1 ? names.whole() : names.part(number)));
    }

    /** The file of a part, once the part is committed and its name is final. */
    public Path file(int number) {
        return file(opened == 1 ? names.whole() : names.part(number));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes to a temporary file beside the target until the part is complete. */
    private static final class FileOutput extends PartOutput {
        private final Path file;
        private final Path growing;
        private final OutputStream output;

        FileOutput(Path file) throws IOException {
            this.file = file;
            growing = file.resolveSibling(file.getFileName() + ".partial");
            output = new BufferedOutputStream(Files.newOutputStream(growing), 1 << 16);
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
        public void commit() throws IOException {
            output.close();
            Files.move(growing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            output.close();
            Files.deleteIfExists(growing);
        }
    }
}
