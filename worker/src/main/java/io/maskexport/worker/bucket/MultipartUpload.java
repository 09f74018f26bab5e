package io.maskexport.worker.bucket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.RetryableStep.EarlierTries;
import io.maskexport.worker.failure.S3Error;
import io.maskexport.worker.failure.StepRetrier;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.UploadPartArgs;
import io.minio.UploadPartResponse;
import io.minio.messages.Part;

/**
 * The requests of one multipart upload. Several threads may send parts at once.
 *
 * <p>
 * Each part carries its CRC-32C, and its ETag is compared with the MD5 of what was sent. The MD5 is left out where it proves
 * nothing more: the store refused a part of an earlier upload to the bucket with a wrong CRC-32C, and repeats the right one
 * in its answer to this part. The upload that finds this out compares all its ETags, so a store whose ETags are no MD5 sums
 * fails here.
 */
final class MultipartUpload {
    /** What stores answer to a checksum that is not that of the content: AWS, R2, S3Proxy; Garage; MinIO, Ceph. */
    private static final Set<String> WRONG_CHECKSUM = Set.of("BadDigest", "InvalidDigest",
            "XAmzContentChecksumMismatch");

    private final S3Connection connection;
    private final StepRetrier retry;
    private final ObjectHeads heads;
    private final ObjectRef ref;
    private final String contentType;
    private final boolean md5Etags;
    private final ChecksumFindings findings;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private boolean comparable;
    private boolean probing;
    private boolean crcProves;

    MultipartUpload(S3Connection connection, StepRetrier retry, ObjectHeads heads, ObjectRef ref, String contentType,
            boolean md5Etags, ChecksumFindings findings) {
        this.connection = connection;
        this.retry = retry;
        this.heads = heads;
        this.ref = ref;
        this.contentType = contentType;
        this.md5Etags = md5Etags;
        this.findings = findings;
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
        var id = begin();
        probing = md5Etags && findings.claimProbe(ref.bucket());
        crcProves = md5Etags && findings.verifies(ref.bucket());
        return id;
    }

    private String begin() throws IOException {
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
        if (probing && number == 1) {
            findings.record(ref.bucket(), refusesWrongChecksum(id, number, bytes, length));
        }
        var part = retry.call("upload S3 part " + number + " of " + ref, () -> uploadOnce(id, number, bytes, length));
        synchronized (parts) {
            parts.put(number, part);
        }
    }

    /**
     * Sends a part with a wrong CRC-32C. If the store takes it, it replaces it by the same bytes when the part is sent with the
     * right one. Only a refusal of the checksum counts; another failure is left to the requests that matter.
     */
    private boolean refusesWrongChecksum(String id, int number, byte[] bytes, int length) throws IOException {
        try {
            sendPart(id, number, bytes, length, ObjectChecksums.wrongCrc32c(bytes, length));
            return false;
        } catch (S3Error e) {
            return e.status() == 400 && WRONG_CHECKSUM.contains(e.code());
        } catch (InterruptedException e) {
            throw Interruption.asIo(e);
        } catch (Exception e) {
            FatalErrors.rethrow(e);
            return false;
        }
    }

    private Part uploadOnce(String id, int number, byte[] bytes, int length) throws Exception {
        var crc = ObjectChecksums.crc32c(bytes, length);
        var answer = sendPart(id, number, bytes, length, crc);
        var etag = answer.part().etag();
        if (MinioObjectStore.encrypted(answer.headers())) {
            synchronized (parts) {
                comparable = false;
            }
        } else if (md5Etags && !isProven(answer, crc) && !etag.equalsIgnoreCase(ObjectChecksums.etag(bytes, length))) {
            throw new BrokenAnswer("ETag " + etag + " is not that of S3 part " + number + " sent to " + ref);
        }
        return answer.part();
    }

    private boolean isProven(UploadPartResponse answer, String crc) {
        return crcProves && crc.equals(answer.headers().get(ObjectChecksums.CRC32C_HEADER))
                && ObjectChecksums.isMd5(answer.part().etag());
    }

    private UploadPartResponse sendPart(String id, int number, byte[] bytes, int length, String crc)
            throws Exception {
        var request = UploadPartArgs.builder().bucket(ref.bucket()).object(ref.key()).uploadId(id)
                .partNumber(number).buffer(new RequestPayload(bytes, length))
                .headers(new Http.Headers(ObjectChecksums.CRC32C_HEADER, crc)).build();
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
        try {
            return completeAndLook(id, bytes);
        } catch (Failure.Terminal | Failure.Ambiguous e) {
            if (!crcProves) {
                throw e;
            }
            // The answers to parts may have had wrong ETags, which MD5 would have shown. The next attempt computes it.
            findings.record(ref.bucket(), false);
            throw e instanceof Failure.Terminal terminal && terminal.kind() == TerminalKind.PROTOCOL_ERROR
                    ? new Failure.Transient("complete upload of " + ref + ": no ETag was checked", e)
                    : e;
        }
    }

    private ObjectInfo completeAndLook(String id, long bytes) throws IOException {
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
