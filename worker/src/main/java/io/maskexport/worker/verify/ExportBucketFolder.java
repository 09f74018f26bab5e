package io.maskexport.worker.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

/**
 * An export in a bucket.
 *
 * @param folder key is empty or ends with {@code /}
 */
public record ExportBucketFolder(ObjectStore store, ObjectRef folder) implements ExportFolder {
    @Override
    public List<FolderEntry> list() throws IOException {
        var entries = new ArrayList<FolderEntry>();
        try {
            store.list(folder).forEachRemaining(object -> entries.add(new FolderEntry(
                    object.ref().key().substring(folder.key().length()), object.bytes(), Optional.of(object.etag()))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }

    @Override
    public InputStream open(FolderEntry entry) throws IOException {
        var etag = entry.etag().orElseThrow();
        return store.open(new ObjectInfo(folder.resolve(entry.name()), entry.bytes(), etag, Instant.EPOCH));
    }

    @Override
    public Optional<InputStream> elsewhere(String bucket, String key) throws IOException {
        var there = store.head(new ObjectRef(bucket, key));
        return there.isEmpty() ? Optional.empty() : Optional.of(store.open(there.get()));
    }

    @Override
    public boolean holds(String bucket, String key) {
        return bucket.equals(folder.bucket()) && key.startsWith(folder.key())
                && key.indexOf('/', folder.key().length()) < 0;
    }

    @Override
    public Optional<String> requestId() {
        var path = folder.key().split("/");
        return Optional.of(path[path.length - 1]);
    }
}
