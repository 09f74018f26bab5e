package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** For reading: buckets are directories, objects are files. */
public final class DirectoryStore extends UnusedStore {
    private final Supplier<Path> buckets;

    public DirectoryStore(Supplier<Path> buckets) {
        this.buckets = buckets;
    }

    private Path file(ObjectRef ref) {
        return buckets.get().resolve(ref.bucket()).resolve(ref.key());
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return Files.isRegularFile(file(ref)) ? Optional.of(Files.readAllBytes(file(ref))) : Optional.empty();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) {
        return Files.isRegularFile(file(ref))
                ? Optional.of(new ObjectInfo(ref, size(file(ref)), "etag", Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public InputStream open(ObjectInfo version) throws IOException {
        return Files.newInputStream(file(version.ref()));
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
        if (!Files.exists(file(prefix))) {
            return List.<ObjectInfo>of().iterator();
        }
        try (var files = Files.walk(file(prefix))) {
            return files.filter(Files::isRegularFile).sorted().map(path -> new ObjectInfo(
                    prefix.resolve(file(prefix).relativize(path).toString()), size(path), "etag", Instant.EPOCH))
                    .toList().iterator();
        }
    }

    @Override
    public Iterator<String> folderNames(ObjectRef prefix) throws IOException {
        try (var files = Files.list(file(prefix))) {
            return files.filter(Files::isDirectory).map(path -> path.getFileName() + "/").sorted().toList()
                    .iterator();
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
