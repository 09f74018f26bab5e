package io.maskexport.resilience.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Interruption;
import org.jspecify.annotations.Nullable;

/** Writes an object as the real writer does: in one request if it fits in one piece, otherwise as a multipart upload. */
final class PieceWriter extends ObjectWriter {
    private final SimulatedProcess process;
    private final SimulatedBucket bucket;
    private final String key;
    private final int pieceBytes;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private @Nullable String upload;
    private int pieces;
    private boolean ended;

    PieceWriter(SimulatedProcess process, SimulatedBucket bucket, String key, int pieceBytes) {
        this.process = process;
        this.bucket = bucket;
        this.key = key;
        this.pieceBytes = pieceBytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (piece.size() >= pieceBytes) {
            send();
        }
        piece.write(bytes, offset, length);
        whole.write(bytes, offset, length);
    }

    @Override
    public ObjectInfo commit() throws IOException {
        var content = whole.toByteArray();
        var id = upload;
        if (id == null) {
            var info = process.call(WorkerCall.PUT, key, () -> bucket.put(key, content));
            ended = true;
            return info;
        }
        send();
        var info = process.call(WorkerCall.COMPLETE, key, () -> complete(id, content));
        ended = true;
        return info;
    }

    /** A missing upload was completed by an earlier try if the object is ours; otherwise another worker aborted it. */
    private ObjectInfo complete(String id, byte[] content) throws IOException {
        var made = bucket.complete(id);
        return made != null ? made : ours(content).orElseThrow(() -> gone(id));
    }

    private Optional<ObjectInfo> ours(byte[] content) {
        return bucket.head(key).filter(there -> there.bytes() == content.length
                && there.etag().equals(SimulatedBucket.etag(content) + "-" + pieces));
    }

    private void send() throws IOException {
        var id = upload;
        if (id == null) {
            id = process.call(WorkerCall.CREATE_UPLOAD, key, () -> bucket.createUpload(key));
            upload = id;
        }
        sendTo(id);
    }

    private void sendTo(String id) throws IOException {
        int number = ++pieces;
        var content = piece.toByteArray();
        piece.reset();
        boolean there = process.call(WorkerCall.UPLOAD_PIECE, key + " " + number,
                () -> bucket.addPiece(id, number, content));
        if (!there) {
            throw gone(id);
        }
    }

    private static Failure.Transient gone(String id) {
        return Failure.gone(id, null);
    }

    @Override
    public void close() {
        var id = upload;
        if (ended || id == null) {
            return;
        }
        ended = true;
        try {
            Interruption.shield(() -> process.call(WorkerCall.ABORT, key + " " + id, () -> {
                bucket.abort(id);
                return id;
            }));
        } catch (IOException e) {
            // As with the real writer, it stays open until it is swept.
        }
    }
}
