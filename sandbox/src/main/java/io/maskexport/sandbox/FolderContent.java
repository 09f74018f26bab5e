package io.maskexport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Folders on disk: uploads them to a bucket, fills them from an archive, deletes them. */
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
