package io.maskexport.worker.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An export on the local disk. Each part's file name is the last segment of its key. */
public record ExportLocalFolder(Path folder) implements ExportFolder {
    private static final int BUFFER = 1 << 20;

    @Override
    public List<FolderEntry> list() throws IOException {
        var entries = new ArrayList<FolderEntry>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName() + (Files.isDirectory(file) ? "/" : "");
                entries.add(new FolderEntry(name, Files.size(file), Optional.empty()));
            }
        }
        return entries;
    }

    @Override
    public InputStream open(FolderEntry entry) throws IOException {
        var file = folder.resolve(entry.name());
        if (!Files.isRegularFile(file)) { // a device or a pipe may have no end
            throw new IOException(file + " is not a file");
        }
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    @Override
    public Optional<InputStream> elsewhere(String bucket, String key) throws IOException {
        var names = key.split("/");
        if (names.length < 2 || Stream.of(names).anyMatch(".."::equals)) {
            return Optional.empty();
        }
        var file = folder.toAbsolutePath().normalize().resolveSibling(names[names.length - 2])
                .resolve(names[names.length - 1]);
        return Files.isRegularFile(file)
                ? Optional.of(new BufferedInputStream(Files.newInputStream(file), BUFFER))
                : Optional.empty();
    }

    @Override
    public boolean holds(String bucket, String key) {
        return true;
    }

    @Override
    public Optional<String> requestId() {
        return Optional.empty();
    }
}
