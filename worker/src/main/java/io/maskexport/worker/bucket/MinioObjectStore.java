package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.export.ConcurrentCalls;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.RetryableStep.EarlierTries;
import io.maskexport.worker.failure.S3Error;
import io.maskexport.worker.failure.StepRetrier;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CopyObjectArgs;
import io.minio.Directive;
import io.minio.Http;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements the store on the MinIO SDK. The SDK takes some wrong responses for successes (an ETag of other content,
 * short or altered bodies, an empty response to the completion of an upload), so each is compared here with what was
 * sent or listed.
 */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MinioObjectStore.class);

    /** Hides the latency of one call behind others, and is far below the number of connections. */
    private static final ConcurrentCalls CONCURRENT_CALLS = new ConcurrentCalls(16);

    private final S3Connection connection;
    private final StepRetrier retry;
    private final BufferPool buffers;
    private final boolean md5Etags;
    private final ChecksumFindings checksums = new ChecksumFindings(System::nanoTime);
    private final ObjectHeads heads;
    private final ObjectDownloads downloads;
    /** False once the store has shown that it cannot copy on the server side. */
    private volatile boolean copiesItself = true;

    public MinioObjectStore(S3Settings settings, StepRetrier retry) {
        this.connection = new S3Connection(settings);
        this.retry = retry;
        this.buffers = new BufferPool(S3Settings.PART_BYTES, settings.uploadBuffers());
        this.md5Etags = settings.md5Etags();
        this.heads = new ObjectHeads(connection);
        this.downloads = new ObjectDownloads(connection, heads, settings);
    }

    @Override
    public ConcurrentCalls concurrently() {
        return CONCURRENT_CALLS;
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) {
        return new ObjectListing(connection, retry, prefix).objects();
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        return new ObjectListing(connection, retry, prefix).content();
    }

    @Override
    public Iterator<String> folderNames(ObjectRef prefix) {
        return new ObjectListing(connection, retry, prefix).folderNames();
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        return new ObjectListing(connection, retry, prefix).openUploads();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        return retry.call("head " + ref, () -> heads.head(ref));
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return retry.call("get " + ref, () -> downloads.get(ref));
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
        return retry.call("get " + version.ref(), () -> downloads.get(version, unpackedBytes));
    }

    @Override
    public InputStream open(ObjectInfo version) {
        return new RangedObjectStream(version.bytes(), (offset, length) -> retry.call(
                "get " + version.ref() + " from " + offset, () -> downloads.piece(version, offset, length)));
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return retry.callConditional("put if absent " + ref, before -> {
            boolean unknown = before == EarlierTries.UNKNOWN;
            var there = unknown ? downloads.get(ref) : Optional.<byte[]>empty();
            if (there.isPresent()) {
                return Arrays.equals(there.get(), content);
            }
            // The earlier try may also take effect just before this one.
            return putIfAbsentOnce(ref, content, contentType)
                    || (unknown && downloads.get(ref).filter(other -> Arrays.equals(other, content)).isPresent());
        });
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return put(ref, content, content.length, contentType);
    }

    ObjectInfo put(ObjectRef ref, byte[] bytes, int length, String contentType) throws IOException {
        return retry.call("put " + ref, () -> putOnce(ref, bytes, length, contentType, new Http.Headers()));
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        if (from.bytes() > COPY_LIMIT) {
            throw new IllegalArgumentException(from.ref() + " is too large for one copy");
        }
        if (copiesItself && isThere(from)) {
            try {
                return copyThere(from, to, contentType);
            } catch (Failure.Terminal | Failure.Ambiguous e) {
                if (!isIncapable(e)) {
                    throw e;
                }
                LOG.warn("the store does not copy; this worker transfers copies from now on: {}", e.getMessage());
                copiesItself = false;
            }
        }
        return copyHere(from, to, contentType);
    }

    /**
     * Ceph radosgw 16 ignores the condition of a copy. A version that a HEAD request does not show is therefore copied
     * through this worker, whose reads keep the condition.
     */
    private boolean isThere(ObjectInfo version) throws IOException {
        return retry.call("head " + version.ref(), () -> heads.isThere(version));
    }

    /** Whether the response shows that the store cannot copy at all. */
    private static boolean isIncapable(Failure failure) {
        var cause = failure instanceof Failure.Ambiguous ? failure.getCause() : failure;
        return cause instanceof Failure.Terminal terminal
                && terminal.kind() == Failure.Terminal.TerminalKind.PROTOCOL_ERROR;
    }

    private ObjectInfo copyThere(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        return retry.callConditional("copy " + from.ref() + " to " + to, before -> {
            var there = before == EarlierTries.UNKNOWN ? heads.head(to) : Optional.<ObjectInfo>empty();
            if (there.isPresent() && isCopy(from, there.get()) && sameMd5(from, there.get())) {
                return there.get();
            }
            copyOnce(from, to, contentType);
            var copy = heads.head(to);
            if (copy.isEmpty() || !isCopy(from, copy.get())) {
                throw new BrokenAnswer("copied " + from.ref() + " to " + to + ", but it is not there");
            }
            return copy.get();
        });
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) {
        return writer(ref, contentType, buffers);
    }

    /** With one buffer of its own, which is allocated with the first byte. */
    @Override
    public ObjectWriter writeBeside(ObjectRef ref, String contentType) {
        return writer(ref, contentType, new BufferPool(buffers.bufferBytes(), 1));
    }

    private ObjectWriter writer(ObjectRef ref, String contentType, BufferPool pool) {
        return new MultipartWriter(this,
                new MultipartUpload(connection, retry, heads, ref, contentType, md5Etags, checksums), pool);
    }

    @Override
    public void delete(ObjectRef ref) throws IOException {
        retry.call("delete " + ref, () -> {
            try {
                connection.call(client -> client
                        .removeObject(RemoveObjectArgs.builder().bucket(ref.bucket()).object(ref.key()).build()));
            } catch (S3Error e) {
                pass(e, "NoSuchKey");
            }
            return ref;
        });
    }

    @Override
    public void abort(OpenUpload upload) throws IOException {
        retry.call("abort upload of " + upload.ref(), () -> {
            try {
                connection.call(client -> client.abortMultipartUpload(
                        AbortMultipartUploadArgs.builder().bucket(upload.ref().bucket()).object(upload.ref().key())
                                .uploadId(upload.uploadId()).build()));
            } catch (S3Error e) {
                // Gone already; servers differ in which of the two they say.
                if (!e.is("NoSuchKey")) {
                    pass(e, "NoSuchUpload");
                }
            }
            return upload;
        });
    }

    /** An address by which anyone may read an object for some time, at least a second. Makes no request to the store. */
    public URI signedLink(ObjectRef ref, Duration valid) throws IOException {
        return connection.signedLink(ref, valid);
    }

    @Override
    public void close() {
        connection.close();
    }

    private boolean putIfAbsentOnce(ObjectRef ref, byte[] content, String contentType) throws Exception {
        try {
            putOnce(ref, content, content.length, contentType, new Http.Headers("If-None-Match", "*"));
            return true;
        } catch (S3Error e) {
            if (e.status() == 412 && heads.head(ref).isPresent()) {
                return false;
            }
            throw e.status() == 412 ? new BrokenAnswer(ref + " exists according to the store, but is missing", e) : e;
        }
    }

    private ObjectInfo putOnce(ObjectRef ref, byte[] bytes, int length, String contentType, Http.Headers headers)
            throws Exception {
        headers.put(ObjectChecksums.CRC32C_HEADER, ObjectChecksums.crc32c(bytes, length));
        var answer = connection.call(client -> client.putObject(PutObjectAPIArgs.builder().bucket(ref.bucket())
                .object(ref.key()).buffer(new RequestPayload(bytes, length)).contentType(contentType).headers(headers)
                .build()));
        var etag = answer.etag();
        if (md5Etags && !encrypted(answer.headers()) && !etag.equalsIgnoreCase(ObjectChecksums.etag(bytes, length))) {
            throw new BrokenAnswer("ETag " + etag + " is not that of the " + length + " bytes sent to " + ref);
        }
        return new ObjectInfo(ref, length, etag, date(answer.headers()));
    }

    private void copyOnce(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws Exception {
        try {
            heads.matching(from, etag -> connection.call(client -> client.copyObject(
                    copyRequest(from, etag, to, contentType))));
        } catch (S3Error e) {
            if (e.is("NoSuchKey") || e.status() == 412) {
                heads.confirmGone(from, FailureWording.of(e));
                throw Failure.gone(from.ref() + " of ETag " + from.etag(), e);
            }
            throw e;
        }
    }

    private static CopyObjectArgs copyRequest(ObjectInfo from, String etag, ObjectRef to,
            @Nullable String contentType) {
        var source = SourceObject.builder().bucket(from.ref().bucket()).object(from.ref().key()).matchETag(etag)
                .build();
        var request = CopyObjectArgs.builder().bucket(to.bucket()).object(to.key())
                .source(new SourceObject(source, from.bytes(), etag));
        if (contentType != null) {
            request.metadataDirective(Directive.REPLACE).headers(new Http.Headers("Content-Type", contentType));
        }
        return request.build();
    }

    /**
     * Copies by download and upload, for a store that cannot copy. Both cut parts at the same size, so their ETags are
     * comparable.
     */
    private ObjectInfo copyHere(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        try (var in = open(from); var out = write(to, contentType == null ? "application/octet-stream" : contentType)) {
            in.transferTo(out);
            var copy = out.commit();
            boolean differs = md5Etags && ObjectChecksums.areAlike(from.etag(), copy.etag())
                    && !from.etag().equalsIgnoreCase(copy.etag());
            if (differs && !retry.call("head " + to, () -> heads.isEncrypted(to))) {
                throw new BrokenAnswer("the content of " + from.ref() + " changed on its way to " + to);
            }
            return copy;
        }
    }

    /** A plain MD5 survives a copy; the ETag of a multipart object may take another form. */
    private boolean isCopy(ObjectInfo from, ObjectInfo there) throws Exception {
        boolean comparable = md5Etags && ObjectChecksums.isMd5(from.etag()) && ObjectChecksums.isMd5(there.etag());
        return there.bytes() == from.bytes()
                && (!comparable || sameMd5(from, there) || heads.isEncrypted(there.ref()));
    }

    private boolean sameMd5(ObjectInfo one, ObjectInfo other) {
        return md5Etags && ObjectChecksums.isMd5(one.etag()) && one.etag().equalsIgnoreCase(other.etag());
    }

    /** Whether encryption makes the ETag something other than an MD5. */
    static boolean encrypted(Headers headers) {
        var kind = headers.get("x-amz-server-side-encryption");
        return (kind != null && kind.startsWith("aws:kms"))
                || headers.get("x-amz-server-side-encryption-customer-algorithm") != null;
    }

    private static Instant date(Headers headers) throws BrokenAnswer {
        try {
            return ZonedDateTime.parse(String.valueOf(headers.get("Date")), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new BrokenAnswer("an answer without a date", e);
        }
    }

    private static void pass(S3Error error, String accepted) throws S3Error {
        if (!error.is(accepted)) {
            throw error;
        }
    }
}
