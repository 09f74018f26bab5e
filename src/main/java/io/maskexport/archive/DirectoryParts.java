package io.maskexport.archive;

import java.io.IOException;
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
    private boolean indexed;

    public DirectoryParts(Path directory, ArchiveNames names) {
        this.directory = directory;
        this.names = names;
    }

    @Override
    public CommitOutputStream<Path> open(int number) throws IOException {
        if (number > names.maximum()) {
            throw new IOException("more than " + names.maximum() + " parts: the part limit is too small");
        }
        if (number == 2) {
            Files.move(file(names.whole()), file(names.part(1)), StandardCopyOption.REPLACE_EXISTING);
            if (indexed) {
                Files.move(file(names.wholeIndex()), file(names.index(1)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        opened = number;
        return new AtomicFile(file(number == 1 ? names.whole() : names.part(number)));
    }

    @Override
    public CommitOutputStream<Path> openIndex(int number) throws IOException {
        indexed = true;
        return new AtomicFile(file(number == 1 ? names.wholeIndex() : names.index(number)));
    }

    /** The file of a part's index, once the part is committed and its name is final. */
    public Path index(int number) {
        return file(opened == 1 ? names.wholeIndex() : names.index(number));
    }

    /** The file of a part, once the part is committed and its name is final. */
    public Path file(int number) {
        return file(opened == 1 ? names.whole() : names.part(number));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }
}
