package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.Interruption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills buffers of the shared pool and sends each as an S3 part while the next one fills. Content that fits in one
 * buffer is sent in a single request. For use by one thread.
 */
final class MultipartWriter extends ObjectWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartWriter.class);

    private final MinioObjectStore store;
    private final MultipartUpload multipart;
    private final BufferPool pool;
    private final List<PartInFlight> sending = new ArrayList<>();
    private byte @Nullable [] buffer;
    private int filled;
    private long bytes;
    private @Nullable String uploadId;
    private boolean ended;

    /** An S3 part being sent. Its task is never cancelled: a cancelled task could end without returning its buffer. */
    private record PartInFlight(FutureTask<Void> task, Thread thread) {}

    MultipartWriter(MinioObjectStore store, MultipartUpload multipart, BufferPool pool) {
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
        giveBack();
        return info;
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        giveBack();
        boolean interrupted = Thread.interrupted();
        sending.forEach(part -> part.thread.interrupt());
        abort();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack() {
        if (buffer != null) {
            pool.giveBack(buffer);
            buffer = null;
        }
    }

    private void abort() {
        if (uploadId == null) {
            return;
        }
        try {
            store.abort(new OpenUpload(multipart.ref(), uploadId, Instant.EPOCH));
        } catch (IOException e) {
            LOG.warn("the upload of {} stays open until the cleanup: {}", multipart.ref(), e.getMessage());
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
            throw Interruption.asIo(e);
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
            sendPart(id, number, full, length);
            return null;
        });
        sending.add(new PartInFlight(task, Thread.ofVirtual().name("s3-part-" + number).start(task)));
    }

    private void sendPart(String id, int number, byte[] full, int length) throws IOException {
        boolean reusable = false;
        try {
            multipart.upload(id, number, full, length);
            reusable = true;
        } catch (IOException e) {
            reusable = !(e instanceof InterruptedIOException);
            throw e;
        } finally {
            release(full, reusable);
        }
    }

    /** @param reusable whether no request can still be reading the buffer */
    private void release(byte[] used, boolean reusable) {
        if (reusable) {
            pool.giveBack(used);
        } else {
            pool.abandon();
        }
    }

    private void failFast() throws IOException {
        for (var part : sending) {
            if (part.task.isDone()) {
                await(part.task);
            }
        }
    }

    private ObjectInfo commitSmall() throws IOException {
        var content = buffer;
        if (content == null) {
            return store.put(multipart.ref(), new byte[0], 0, multipart.contentType());
        }
        try {
            return store.put(multipart.ref(), content, filled, multipart.contentType());
        } catch (InterruptedIOException e) {
            buffer = null;
            pool.abandon();
            throw e;
        }
    }

    private ObjectInfo commitParts(String id) throws IOException {
        if (buffer != null) {
            send(buffer);
        }
        for (var part : sending) {
            await(part.task);
        }
        return multipart.complete(id, bytes);
    }

    private static void await(FutureTask<Void> task) throws IOException {
        try {
            task.get();
        } catch (InterruptedException e) {
            throw Interruption.asIo(e);
        } catch (ExecutionException e) {
            FatalErrors.rethrow(e);
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }
}
