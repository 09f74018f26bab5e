package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.export.ConcurrentCalls;
import org.jspecify.annotations.Nullable;

/**
 * Port: the part of S3-compatible object storage that the protocol needs. Thread-safe. Every method throws a
 * {@link io.maskexport.worker.failure.Failure} after its own retries; interruption surfaces as
 * {@link java.io.InterruptedIOException} with the thread's interrupt flag set.
 */
public interface ObjectStore {
    /** The number of bytes that S3 allows one request to copy. */
    long COPY_LIMIT = 5L << 30;

    /**
     * How many calls are worth making at a time; the store in use decides. With 1, all calls of a job are made by its own
     * thread.
     */
    default ConcurrentCalls concurrently() {
        return new ConcurrentCalls(1);
    }

    /** All objects whose key begins with a prefix, each once, in the store's order, read page by page. */
    Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException;

    /** What lies directly below a prefix that is empty or ends with {@code /}. */
    FolderListing content(ObjectRef prefix) throws IOException;

    /** Names of the folders directly below a prefix that is empty or ends with {@code /}; each ends with {@code /}. */
    default List<String> folders(ObjectRef prefix) throws IOException {
        return content(prefix).folders();
    }

    /**
     * As {@link #folders}, read page by page. A store that names a folder on two pages may name it twice. A failure of a later
     * page is thrown as an {@link java.io.UncheckedIOException}.
     */
    default Iterator<String> folderNames(ObjectRef prefix) throws IOException {
        return folders(prefix).iterator();
    }

    /** Properties of an object; empty if there is none. */
    Optional<ObjectInfo> head(ObjectRef ref) throws IOException;

    /** The whole content; empty if there is no such object. Only for small objects that we wrote. */
    Optional<byte[]> read(ObjectRef ref) throws IOException;

    /**
     * The whole content of a known version, its length checked.
     *
     * @param unpackedBytes how far content stored with {@code Content-Encoding: gzip} is unpacked: to this many bytes,
     * or to twice the stored ones if that is more; larger content is returned as stored
     * @return empty when that version is gone: replaced or deleted
     */
    Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException;

    /** The whole content of a known version that we wrote. */
    default Optional<byte[]> read(ObjectInfo version) throws IOException {
        return read(version, version.bytes());
    }

    /**
     * The content of a known version as a stream, for objects of any size. It is fetched in ranges, so a broken
     * transfer resumes where it stopped; the stream ends after exactly the version's size. Content of several ranges is
     * not compared with the ETag: the reader needs a checksum of its own. Reading throws
     * {@link io.maskexport.worker.failure.Failure.Transient} when that version is gone.
     */
    InputStream open(ObjectInfo version) throws IOException;

    /**
     * Writes an object unless one exists ({@code If-None-Match: *}).
     *
     * @return whether this call or an earlier try of it wrote the object; false if another writer came first
     */
    boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException;

    /** Writes an object, replacing any. */
    ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException;

    /**
     * Copies an object of at most {@link #COPY_LIMIT} bytes within the store, replacing any; no byte passes through the
     * worker.
     *
     * @param from the version to copy; if it was replaced or deleted, the copy throws
     * {@link io.maskexport.worker.failure.Failure.Transient}, because only the owner of the source knows what that
     * means
     * @param contentType of the copy; null keeps that of the source
     * @return the copy as the store reports it; its ETag may differ from that of the source
     */
    ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException;

    /** Opens a writer for an object of unknown length. */
    ObjectWriter write(ObjectRef ref, String contentType) throws IOException;

    /**
     * Opens a writer for an object that grows while another one does, in the same thread. It never waits for the buffers of
     * other writers, which may themselves wait for this thread.
     */
    default ObjectWriter writeBeside(ObjectRef ref, String contentType) throws IOException {
        return write(ref, contentType);
    }

    /** Deletes an object; not an error if there is none. */
    void delete(ObjectRef ref) throws IOException;

    /** Unfinished multipart uploads below a prefix. */
    List<OpenUpload> openUploads(ObjectRef prefix) throws IOException;

    /** Aborts an upload and frees its parts; not an error if it is gone. */
    void abort(OpenUpload upload) throws IOException;
}
