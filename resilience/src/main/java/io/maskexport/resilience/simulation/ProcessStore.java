package io.maskexport.resilience.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.maskexport.worker.bucket.FolderListing;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.failure.Failure;
import org.jspecify.annotations.Nullable;

/** The bucket as seen by a process. Failures are those that remain after the real store's retries. */
final class ProcessStore implements ObjectStore {
    /** Objects that a listing returns in one answer. */
    static final int PAGE = 4;

    private final SimulatedProcess process;
    private final SimulatedBucket bucket;
    private final int pieceBytes;

    /** @param pieceBytes size of the pieces that larger objects are uploaded in */
    ProcessStore(SimulatedProcess process, SimulatedBucket bucket, int pieceBytes) {
        this.process = process;
        this.bucket = bucket;
        this.pieceBytes = pieceBytes;
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) {
        return new ListingPages(prefix.key());
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        return process.call(WorkerCall.FOLDERS, prefix.key(), () -> bucket.content(prefix.key()));
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        return process.call(WorkerCall.HEAD, ref.key(), () -> bucket.head(ref.key()));
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return process.call(WorkerCall.READ, ref.key(), () -> bucket.read(ref.key()));
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
        return process.call(WorkerCall.READ, version.ref().key(),
                () -> bucket.read(version.ref().key(), version.etag()));
    }

    @Override
    public InputStream open(ObjectInfo version) throws IOException {
        return new ByteArrayInputStream(read(version).orElseThrow(() -> gone(version)));
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return process.call(WorkerCall.PUT_IF_ABSENT, ref.key(), () -> bucket.putIfAbsent(ref.key(), content));
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return process.call(WorkerCall.PUT, ref.key(), () -> bucket.put(ref.key(), content));
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        return process.call(WorkerCall.COPY, from.ref().key() + " to " + to.key(), () -> bucket.put(to.key(),
                bucket.read(from.ref().key(), from.etag()).orElseThrow(() -> gone(from))));
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) {
        return new PieceWriter(process, bucket, ref.key(), pieceBytes);
    }

    @Override
    public void delete(ObjectRef ref) throws IOException {
        process.call(WorkerCall.DELETE, ref.key(), () -> {
            bucket.delete(ref.key());
            return ref;
        });
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        return process.call(WorkerCall.UPLOADS, prefix.key(), () -> bucket.uploads(prefix.key()));
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        process.call(WorkerCall.ABORT, upload.ref().key() + " " + upload.uploadId(), () -> {
            bucket.abort(upload.uploadId());
            return upload;
        });
    }

    private static Failure.Transient gone(ObjectInfo version) {
        return Failure.gone(version.ref(), null);
    }

    /** A listing, one request a page. */
    private final class ListingPages implements Iterator<ObjectInfo> {
        private final String prefix;
        private Iterator<ObjectInfo> page = List.<ObjectInfo>of().iterator();
        private String after = "";
        private boolean last;

        ListingPages(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                turn();
            }
            return page.hasNext();
        }

        private void turn() {
            try {
                var next = process.call(WorkerCall.LIST, prefix, () -> bucket.page(prefix, after, PAGE));
                last = next.size() < PAGE;
                after = next.isEmpty() ? after : next.getLast().ref().key();
                page = next.iterator();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ObjectInfo next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
