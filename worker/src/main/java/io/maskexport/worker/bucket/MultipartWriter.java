package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills buffers of the shared pool and sends each as an S3 part while the next one fills. What fits in one buffer goes
 * by a single request instead. Used by one thread.
 */
final class MultipartWriter extends ObjectWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartWriter.class);

    private final MinioObjectStore store;
    private final Multipart multipart;
    private final BufferPool pool;
    private final List<FutureTask<Void>> sending = new ArrayList<>();
    private byte @Nullable [] buffer;
    private int filled;
    private long bytes;
    private @Nullable String uploadId;
    private boolean ended;

    MultipartWriter(MinioObjectStore store, Multipart multipart, BufferPool pool) {
        this.store = store;
        this.multipart = multipart;
        this.pool = pool;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (ended) {
            throw new IOException("the writer of " + multipart.ref() + " has ended");
        }
        for (int done = 0; done < length;) {
            var room = room();
            int some = Math.min(length - done, room.length - filled);
            System.arraycopy(from, offset + done, room, filled, some);
            filled += some;
            bytes += some;
            done += some;
        }
    }

    @Override
    public ObjectInfo commit() throws IOException {
        if (ended) {
            throw new IOException("the writer of " + multipart.ref() + " has ended");
        }
        var info = uploadId == null ? commitSmall() : commitParts(uploadId);
        ended = true;
        return info;
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (buffer != null) {
            pool.giveBack(buffer);
            buffer = null;
        }
        boolean interrupted = Thread.interrupted();
        sending.forEach(task -> task.cancel(true));
        abort();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void abort() {
        if (uploadId == null) {
            return;
        }
        try {
            store.abort(new OpenUpload(multipart.ref(), uploadId, Instant.EPOCH));
        } catch (IOException e) {
            LOG.warn("The upload of {} stays open until it is swept: {}", multipart.ref(), e.getMessage());
        }
    }

    /** A buffer with room for at least one byte. */
    private byte[] room() throws IOException {
        var current = buffer;
        if (current != null && filled == current.length) {
            send(current);
            current = null;
        }
        if (current == null) {
            current = take();
            buffer = current;
            filled = 0;
        }
        return current;
    }

    private byte[] take() throws IOException {
        try {
            return pool.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void send(byte[] full) throws IOException {
        failFast();
        var id = uploadId == null ? multipart.create() : uploadId;
        uploadId = id;
        int number = sending.size() + 1;
        int length = filled;
        buffer = null;
        var task = new FutureTask<Void>(() -> {
            boolean settled = false;
            try {
                multipart.upload(id, number, full, length);
                settled = true;
            } catch (IOException e) {
                settled = !(e instanceof InterruptedIOException);
                throw e;
            } finally {
                if (settled) {
                    pool.giveBack(full);
                } else {
                    pool.abandon();
                }
            }
            return null;
        });
        sending.add(task);
        Thread.ofVirtual().name("s3-part-" + number).start(task);
    }

    private void failFast() throws IOException {
        for (var task : sending) {
            if (task.isDone()) {
                await(task);
            }
        }
    }

    private ObjectInfo commitSmall() throws IOException {
        var content = buffer == null ? new byte[0] : buffer;
        var info = store.put(multipart.ref(), content, filled, multipart.contentType());
        if (buffer != null) {
            pool.giveBack(buffer);
            buffer = null;
        }
        return info;
    }

    private ObjectInfo commitParts(String id) throws IOException {
        if (buffer != null) {
            send(buffer);
        }
        for (var task : sending) {
            await(task);
        }
        return multipart.complete(id, bytes, store);
    }

    private static void await(FutureTask<Void> task) throws IOException {
        try {
            task.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the upload was cancelled", e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var thrown = new InterruptedIOException("interrupted while uploading");
        thrown.initCause(cause);
        return thrown;
    }
}
