package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A store that must not be called, except where a test says what happens then. */
public class UnusedStore implements ObjectStore {
    private static AssertionError unused() {
        return new AssertionError("this call was not expected");
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
        throw unused();
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        throw unused();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        throw unused();
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        throw unused();
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
        throw unused();
    }

    @Override
    public InputStream open(ObjectInfo version) throws IOException {
        throw unused();
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        throw unused();
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        throw unused();
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        throw unused();
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) throws IOException {
        throw unused();
    }

    @Override
    public void delete(ObjectRef ref) throws IOException {
        throw unused();
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        throw unused();
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        throw unused();
    }
}
