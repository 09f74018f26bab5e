package io.maskexport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Folders on disk: uploads them to a bucket, fills them from an archive, prints them as a tree. */
public final class FolderContent {
    private FolderContent() {}

    /** Uploads all files of a folder below a key prefix. */
    public static void upload(Path folder, ObjectStore store, ObjectRef prefix) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                store.put(prefix.resolve(folder.relativize(file).toString()
                        .replace(folder.getFileSystem().getSeparator(), "/")),
                        Files.readAllBytes(file), "application/octet-stream");
            }
        }
    }

    /** Writes the members of a tar stream below a folder. */
    public static void unpack(TarArchiveInputStream tar, Path folder) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("a member outside the archive: " + entry.getName());
            }
            Files.createDirectories(target.getParent());
            Files.write(target, tar.readAllBytes());
        }
    }

    /** All files and folders below a folder, indented. */
    public static String tree(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder)).sorted().map(path -> line(folder, path))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String line(Path folder, Path path) {
        var indent = "  ".repeat(folder.relativize(path).getNameCount());
        return indent + path.getFileName() + (Files.isDirectory(path) ? "/" : "");
    }

    /** Deletes a folder and its content, if it exists. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
