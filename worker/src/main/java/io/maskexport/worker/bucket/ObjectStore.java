package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Port: S3-compatible object storage, as little of it as the protocol needs. Safe for many threads. Every method throws
 * a {@link io.maskexport.worker.failure.Failure} after its own retries; interruption surfaces as
 * {@link java.io.InterruptedIOException} with the thread's interrupt flag set.
 */
public interface ObjectStore {
    /** Most bytes that one request may copy, as S3 has it. */
    long COPY_LIMIT = 5L << 30;

    /** All objects whose key begins with a prefix, each once, in an order of the store's, read page by page. */
    Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException;

    /** What lies directly below a prefix that is empty or ends with {@code /}. */
    FolderListing content(ObjectRef prefix) throws IOException;

    /** Names of the folders directly below a prefix that is empty or ends with {@code /}; each ends with {@code /}. */
    default List<String> folders(ObjectRef prefix) throws IOException {
        return content(prefix).folders();
    }

    /** What there is, without its content; empty when there is no such object. */
    Optional<ObjectInfo> head(ObjectRef ref) throws IOException;

    /** The whole content; empty when there is no such object. Only for small objects of our own. */
    Optional<byte[]> read(ObjectRef ref) throws IOException;

    /**
     * The whole content of a known version, its length checked.
     *
     * @return empty when that version is gone: replaced or deleted
     */
    Optional<byte[]> read(ObjectInfo version) throws IOException;

    /**
     * The content of a known version as a stream, for objects of any size. It is fetched piece by piece, so that a transfer
     * that breaks off goes on where it was; it ends after exactly as many bytes as the version has. Content of several
     * pieces is not compared with the ETag: its reader must have a sum of its own. Reading throws
     * {@link io.maskexport.worker.failure.Failure.Transient} when that version is gone.
     */
    InputStream open(ObjectInfo version) throws IOException;

    /**
     * Writes an object unless there is one ({@code If-None-Match: *}).
     *
     * @return whether this call or an earlier try of it wrote the object; false when another was there first
     */
    boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException;

    /** Writes an object, replacing any. */
    ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException;

    /**
     * Copies an object within the store, at most {@link #COPY_LIMIT} bytes of it, replacing any; no byte passes through
     * us.
     *
     * @param from the version to copy; that it is gone, replaced or deleted, is a
     *        {@link io.maskexport.worker.failure.Failure.Transient}, for only its owner knows what that means
     * @param contentType of the copy; that of the original when null
     * @return the copy as the store shows it; its ETag may differ from that of the original
     */
    ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException;

    /** Begins an object of unknown length. */
    ObjectWriter write(ObjectRef ref, String contentType) throws IOException;

    /** Deletes an object; no error when there is none. */
    void delete(ObjectRef ref) throws IOException;

    /** Multipart uploads begun and not ended, below a prefix. */
    List<OpenUpload> openUploads(ObjectRef prefix) throws IOException;

    /** Ends an upload and frees its parts; no error when it is gone. */
    void abort(OpenUpload upload) throws IOException;
}
