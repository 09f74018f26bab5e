package io.maskexport.worker.bucket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.RetryableStep.EarlierTries;
import io.maskexport.worker.failure.S3Error;
import io.maskexport.worker.failure.StepRetrier;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.UploadPartArgs;
import io.minio.UploadPartResponse;
import io.minio.messages.Part;

/** The requests of one multipart upload. Several threads may send parts at once. */
final class MultipartUpload {
    private final S3Connection connection;
    private final StepRetrier retry;
    private final ObjectHeads heads;
    private final ObjectRef ref;
    private final String contentType;
    private final boolean md5Etags;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private boolean comparable;

    MultipartUpload(S3Connection connection, StepRetrier retry, ObjectHeads heads, ObjectRef ref, String contentType,
            boolean md5Etags) {
        this.connection = connection;
        this.retry = retry;
        this.heads = heads;
        this.ref = ref;
        this.contentType = contentType;
        this.md5Etags = md5Etags;
        this.comparable = md5Etags;
    }

    ObjectRef ref() {
        return ref;
    }

    String contentType() {
        return contentType;
    }

    /** @return the upload's id */
    String create() throws IOException {
        var headers = new Http.Headers("Content-Type", contentType, "x-amz-checksum-algorithm", "CRC32C");
        return retry.call("create upload of " + ref, () -> {
            var id = connection.call(client -> client.createMultipartUpload(CreateMultipartUploadArgs.builder()
                    .bucket(ref.bucket()).object(ref.key()).headers(headers).build())).result().uploadId();
            if (id == null || id.isBlank()) {
                throw new BrokenAnswer("an upload of " + ref + " without an id");
            }
            return id;
        });
    }

    void upload(String id, int number, byte[] bytes, int length) throws IOException {
        var part = retry.call("upload S3 part " + number + " of " + ref, () -> uploadOnce(id, number, bytes, length));
        synchronized (parts) {
            parts.put(number, part);
        }
    }

    private Part uploadOnce(String id, int number, byte[] bytes, int length) throws Exception {
        var headers = new Http.Headers(ObjectChecksums.CRC32C_HEADER, ObjectChecksums.crc32c(bytes, length));
        var answer = sendPart(UploadPartArgs.builder().bucket(ref.bucket()).object(ref.key()).uploadId(id)
                .partNumber(number).buffer(new RequestPayload(bytes, length)).headers(headers).build());
        var etag = answer.part().etag();
        if (MinioObjectStore.encrypted(answer.headers())) {
            synchronized (parts) {
                comparable = false;
            }
        } else if (md5Etags && !etag.equalsIgnoreCase(ObjectChecksums.etag(bytes, length))) {
            throw new BrokenAnswer("ETag " + etag + " is not that of S3 part " + number + " sent to " + ref);
        }
        return answer.part();
    }

    private UploadPartResponse sendPart(UploadPartArgs request) throws Exception {
        try {
            return connection.call(client -> client.uploadPart(request));
        } catch (S3Error e) {
            throw gone(e);
        }
    }

    /**
     * Completes the upload and then looks at the resulting object. The response alone proves little: some servers send
     * an empty one, some send an error although they completed the upload, and a lost response leaves both open.
     */
    ObjectInfo complete(String id, long bytes) throws IOException {
        return retry.callConditional("complete upload of " + ref, before -> {
            var done = before == EarlierTries.UNKNOWN ? ours(bytes) : Optional.<ObjectInfo>empty();
            return done.isPresent() ? done.get() : completeOnce(id, bytes);
        });
    }

    private ObjectInfo completeOnce(String id, long bytes) throws Exception {
        var list = parts.values().toArray(Part[]::new);
        try {
            connection.call(client -> client.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                    .bucket(ref.bucket()).object(ref.key()).uploadId(id).parts(list).build()));
        } catch (S3Error e) {
            // If the object is ours, a try whose response was lost completed it; otherwise another process aborted the
            // upload.
            var gone = gone(e);
            return ours(bytes).orElseThrow(() -> gone);
        }
        return ours(bytes).orElseThrow(() -> new BrokenAnswer(
                "completed the upload of " + bytes + " bytes to " + ref + ", but another or no object is there"));
    }

    /** @throws S3Error unless the error says that the upload is gone */
    private Failure gone(S3Error error) throws S3Error {
        if (!error.is("NoSuchUpload")) {
            throw error;
        }
        return Failure.gone("the upload of " + ref, error);
    }

    private Optional<ObjectInfo> ours(long bytes) throws Exception {
        return heads.head(ref).filter(there -> isOurs(there, bytes));
    }

    private boolean isOurs(ObjectInfo there, long bytes) {
        return there.bytes() == bytes && (!comparable || there.etag().equalsIgnoreCase(ObjectChecksums.etag(etags())));
    }

    private List<String> etags() {
        var etags = new ArrayList<String>();
        parts.values().forEach(part -> etags.add(part.etag()));
        return etags;
    }
}
