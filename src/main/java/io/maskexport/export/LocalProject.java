package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.DefectException;

import static io.maskexport.defect.DefectCode.INPUT_CHANGED;

/** A project in a directory. Versions are empty; symbolic links are followed only to files inside the directory. */
public final class LocalProject implements ProjectSource {
    private final Path root;

    public LocalProject(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public List<SourceFile> list(String folder) throws IOException {
        var files = new ArrayList<SourceFile>();
        var start = inside(folder);
        if (!Files.isDirectory(start)) {
            return files;
        }
        try (Stream<Path> walk = Files.walk(start)) {
            for (var file : (Iterable<Path>) walk::iterator) {
                if (isOurs(file)) {
                    files.add(new SourceFile(pathOf(file), Files.size(file), ""));
                }
            }
        }
        files.sort(Comparator.comparing(SourceFile::path, CodePointOrder.STRINGS));
        return files;
    }

    @Override
    public FolderContent content(String folder) throws IOException {
        var folders = new ArrayList<String>();
        var files = new ArrayList<SourceFile>();
        try (Stream<Path> entries = Files.list(inside(folder))) {
            for (var entry : (Iterable<Path>) entries::iterator) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(String.valueOf(entry.getFileName()));
                } else if (isOurs(entry)) {
                    files.add(new SourceFile(pathOf(entry), Files.size(entry), ""));
                }
            }
        }
        return new FolderContent(folders, files);
    }

    @Override
    public List<String> unreadable() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            var found = new ArrayList<String>();
            for (var entry : (Iterable<Path>) walk::iterator) {
                if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !isOurs(entry)) {
                    found.add(pathOf(entry));
                }
            }
            found.sort(CodePointOrder.STRINGS);
            return found;
        }
    }

    @Override
    public byte[] read(SourceFile file) throws IOException, DefectException {
        try {
            var path = inside(file.path()).toRealPath();
            byte[] content = path.startsWith(root) && isOurs(path) ? Files.readAllBytes(path) : new byte[0];
            if (content.length == file.bytes()) {
                return content;
            }
        } catch (NoSuchFileException e) {
            throw new DefectException(INPUT_CHANGED, file.path() + " is gone");
        }
        throw new DefectException(INPUT_CHANGED, file.path() + " changed size");
    }

    private boolean isOurs(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || (Files.isRegularFile(file) && file.toRealPath().startsWith(root));
    }

    private String pathOf(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private Path inside(String path) throws IOException {
        var resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root)) {
            throw new IOException("outside the project: " + path);
        }
        return resolved;
    }
}
