package io.maskexport.worker.metrics;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.export.ConcurrentCalls;
import io.maskexport.worker.bucket.FolderListing;
import io.maskexport.worker.bucket.ForwardingWriter;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import io.maskexport.worker.metrics.WorkerMeter.StoreOperation;
import io.maskexport.worker.metrics.WorkerMeter.StoreOutcome;
import org.jspecify.annotations.Nullable;

/** Times the operations of an object store, and reports each one as a sign of life of the calling job. */
public final class MeteredObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final WorkerMetrics metrics;
    private final Runnable signOfLife;

    private interface TimedOperation<T> {
        T run() throws IOException;
    }

    /** @param signOfLife called after each operation, successful or not: a worker that waits for a dependency is alive */
    public MeteredObjectStore(ObjectStore store, WorkerMetrics metrics, Runnable signOfLife) {
        this.store = store;
        this.metrics = metrics;
        this.signOfLife = signOfLife;
    }

    @Override
    public ConcurrentCalls concurrently() {
        return store.concurrently();
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
        return timed(StoreOperation.LIST, () -> store.list(prefix));
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        return timed(StoreOperation.LIST, () -> store.content(prefix));
    }

    @Override
    public Iterator<String> folderNames(ObjectRef prefix) throws IOException {
        return timed(StoreOperation.LIST, () -> store.folderNames(prefix));
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        return timed(StoreOperation.HEAD, () -> store.head(ref));
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return sized(timed(StoreOperation.READ, () -> store.read(ref)));
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
        return sized(timed(StoreOperation.READ, () -> store.read(version, unpackedBytes)));
    }

    @Override
    public InputStream open(ObjectInfo version) throws IOException {
        return new MeteredDownload(store.open(version));
    }

    private Optional<byte[]> sized(Optional<byte[]> content) {
        content.ifPresent(bytes -> metrics.size(WorkerMeter.READ, bytes.length));
        return content;
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return timed(StoreOperation.PUT_IF_ABSENT, () -> store.putIfAbsent(ref, content, contentType));
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return timed(StoreOperation.PUT, () -> store.put(ref, content, contentType));
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        return timed(StoreOperation.COPY, () -> store.copy(from, to, contentType));
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) throws IOException {
        return new MeteredUpload(store.write(ref, contentType));
    }

    @Override
    public ObjectWriter writeBeside(ObjectRef ref, String contentType) throws IOException {
        return new MeteredUpload(store.writeBeside(ref, contentType));
    }

    @Override
    public void delete(ObjectRef ref) throws IOException {
        timed(StoreOperation.DELETE, () -> {
            store.delete(ref);
            return true;
        });
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        return timed(StoreOperation.LIST, () -> store.openUploads(prefix));
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        timed(StoreOperation.ABORT, () -> {
            store.abort(upload);
            return true;
        });
    }

    private <T> T timed(StoreOperation operation, TimedOperation<T> step) throws IOException {
        long start = System.nanoTime();
        var outcome = StoreOutcome.OTHER;
        try {
            T result = step.run();
            outcome = StoreOutcome.OK;
            return result;
        } catch (Failure failure) {
            outcome = outcome(failure);
            throw failure;
        } finally {
            metrics.time(WorkerMeter.STORE, Duration.ofNanos(System.nanoTime() - start), operation, outcome);
            signOfLife.run();
        }
    }

    private static StoreOutcome outcome(Failure failure) {
        return switch (failure) {
            case Failure.Transient _ -> StoreOutcome.TRANSIENT;
            case Failure.Ambiguous _ -> StoreOutcome.AMBIGUOUS;
            case Failure.DependencyDown _ -> StoreOutcome.DOWN;
            case Failure.Terminal terminal -> terminal.kind() == TerminalKind.ACCESS_DENIED
                    ? StoreOutcome.DENIED
                    : StoreOutcome.TERMINAL;
        };
    }

    /** A download; each read is a sign of life. */
    private final class MeteredDownload extends FilterInputStream {
        MeteredDownload(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            signOfLife.run();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            signOfLife.run();
            return super.read(bytes, offset, length);
        }
    }

    /** An upload; its commit is timed, and each write is a sign of life. */
    private final class MeteredUpload extends ForwardingWriter {
        MeteredUpload(ObjectWriter writer) {
            super(writer);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            signOfLife.run();
        }

        @Override
        public ObjectInfo commit() throws IOException {
            var written = timed(StoreOperation.UPLOAD, super::commit);
            metrics.size(WorkerMeter.PARTS, written.bytes());
            return written;
        }
    }
}
