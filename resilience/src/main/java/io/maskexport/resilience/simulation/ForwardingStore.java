package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.worker.bucket.FolderListing;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.OpenUpload;
import org.jspecify.annotations.Nullable;

/** Forwards to another store, except for overridden methods. */
abstract class ForwardingStore implements ObjectStore {
    final ObjectStore honest;

    ForwardingStore(ObjectStore honest) {
        this.honest = honest;
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
        return honest.list(prefix);
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        return honest.content(prefix);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        return honest.head(ref);
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return honest.read(ref);
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
        return honest.read(version, unpackedBytes);
    }

    @Override
    public InputStream open(ObjectInfo version) throws IOException {
        return honest.open(version);
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return honest.putIfAbsent(ref, content, contentType);
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return honest.put(ref, content, contentType);
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        return honest.copy(from, to, contentType);
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) throws IOException {
        return honest.write(ref, contentType);
    }

    @Override
    public ObjectWriter writeBeside(ObjectRef ref, String contentType) throws IOException {
        return honest.writeBeside(ref, contentType);
    }

    @Override
    public void delete(ObjectRef ref) throws IOException {
        honest.delete(ref);
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        return honest.openUploads(prefix);
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        honest.abort(upload);
    }
}
