package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Retry;
import io.maskexport.worker.failure.S3Error;
import io.maskexport.worker.failure.Step.Before;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CopyObjectArgs;
import io.minio.Directive;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectArgs;
import io.minio.Http;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The store behind the MinIO SDK. The SDK takes some wrong answers for successes (ETag of other content, short or
 * altered bodies, an empty answer to the completion of an upload): here each is compared with what was sent or listed.
 */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
    private static final int OWN_OBJECT_LIMIT = 256 << 20;

    private final S3Connection connection;
    private final Retry retry;
    private final BufferPool buffers;
    private final boolean md5Etags;

    public MinioObjectStore(S3Settings settings, Retry retry) {
        this.connection = new S3Connection(settings);
        this.retry = retry;
        this.buffers = new BufferPool(S3Settings.PART_BYTES, settings.uploadBuffers());
        this.md5Etags = settings.md5Etags();
    }

    @Override
    public Iterator<ObjectInfo> list(ObjectRef prefix) {
        return new Listing(connection, retry, prefix).objects();
    }

    @Override
    public FolderListing content(ObjectRef prefix) throws IOException {
        return new Listing(connection, retry, prefix).content();
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        return new Listing(connection, retry, prefix).openUploads();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectRef ref) throws IOException {
        return retry.call("head " + ref, () -> headOnce(ref));
    }

    @Override
    public Optional<byte[]> read(ObjectRef ref) throws IOException {
        return retry.call("get " + ref, () -> getOnce(ref, null));
    }

    @Override
    public Optional<byte[]> read(ObjectInfo version) throws IOException {
        return retry.call("get " + version.ref(), () -> getOnce(version.ref(), version));
    }

    @Override
    public InputStream open(ObjectInfo version) {
        return new PieceStream(version.bytes(), (offset, length) -> retry.call(
                "get " + version.ref() + " from " + offset, () -> pieceOnce(version, offset, length)));
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        return retry.settle("put if absent " + ref, before -> {
            boolean unknown = before == Before.UNKNOWN;
            var there = unknown ? getOnce(ref, null) : Optional.<byte[]>empty();
            if (there.isPresent()) {
                return Arrays.equals(there.get(), content);
            }
            // The earlier try may also arrive just before this one.
            return putIfAbsentOnce(ref, content, contentType)
                    || (unknown && getOnce(ref, null).filter(other -> Arrays.equals(other, content)).isPresent());
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
            throw new IllegalArgumentException(from + " is too large for one copy");
        }
        return retry.settle("copy " + from.ref() + " to " + to, before -> {
            var there = before == Before.UNKNOWN ? headOnce(to) : Optional.<ObjectInfo>empty();
            if (there.isPresent() && isCopy(from, there.get()) && sameMd5(from, there.get())) {
                return there.get();
            }
            copyOnce(from, to, contentType);
            return headOnce(to).filter(copy -> isCopy(from, copy)).orElseThrow(
                    () -> new BrokenAnswer("copied " + from + " to " + to + ", but it is not there"));
        });
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) {
        return new MultipartWriter(this, new Multipart(connection, retry, ref, contentType, md5Etags), buffers);
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

    @Override
    public void close() {
        connection.close();
    }

    private boolean putIfAbsentOnce(ObjectRef ref, byte[] content, String contentType) throws Exception {
        try {
            putOnce(ref, content, content.length, contentType, new Http.Headers("If-None-Match", "*"));
            return true;
        } catch (S3Error e) {
            if (e.status() == 412 && headOnce(ref).isPresent()) {
                return false;
            }
            throw e.status() == 412 ? new BrokenAnswer(ref + " is said to be there, but is not", e) : e;
        }
    }

    private ObjectInfo putOnce(ObjectRef ref, byte[] bytes, int length, String contentType, Http.Headers headers)
            throws Exception {
        headers.put(Checksums.CRC32C_HEADER, Checksums.crc32c(bytes, length));
        var answer = connection.call(client -> client.putObject(PutObjectAPIArgs.builder().bucket(ref.bucket())
                .object(ref.key()).buffer(new Payload(bytes, length)).contentType(contentType).headers(headers)
                .build()));
        var etag = answer.etag();
        if (md5Etags && !encrypted(answer.headers()) && !etag.equalsIgnoreCase(Checksums.etag(bytes, length))) {
            throw new BrokenAnswer("ETag " + etag + " is not that of the " + length + " bytes sent to " + ref);
        }
        return new ObjectInfo(ref, length, etag, date(answer.headers()));
    }

    private void copyOnce(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws Exception {
        var source = SourceObject.builder().bucket(from.ref().bucket()).object(from.ref().key())
                .matchETag(from.etag()).build();
        var request = CopyObjectArgs.builder().bucket(to.bucket()).object(to.key())
                .source(new SourceObject(source, from.bytes(), from.etag()));
        if (contentType != null) {
            request.metadataDirective(Directive.REPLACE).headers(new Http.Headers("Content-Type", contentType));
        }
        try {
            connection.call(client -> client.copyObject(request.build()));
        } catch (S3Error e) {
            if (e.is("NoSuchKey") || e.status() == 412) {
                throw new Failure.Transient(from + " is gone", e);
            }
            throw e;
        }
    }

    /** A plain MD5 survives a copy; the ETag of a multipart object may take another form. */
    private boolean isCopy(ObjectInfo from, ObjectInfo there) {
        boolean comparable = md5Etags && Checksums.isMd5(from.etag()) && Checksums.isMd5(there.etag());
        return there.bytes() == from.bytes() && (!comparable || sameMd5(from, there));
    }

    private boolean sameMd5(ObjectInfo one, ObjectInfo other) {
        return md5Etags && Checksums.isMd5(one.etag()) && one.etag().equalsIgnoreCase(other.etag());
    }

    Optional<ObjectInfo> headOnce(ObjectRef ref) throws Exception {
        try {
            var answer = connection.call(client -> client
                    .headObject(HeadObjectArgs.builder().bucket(ref.bucket()).object(ref.key()).build()));
            if (answer.size() < 0 || answer.etag().isEmpty()) {
                throw new BrokenAnswer("no size or no ETag of " + ref);
            }
            return Optional
                    .of(new ObjectInfo(ref, answer.size(), answer.etag(), answer.lastModified().toInstant()));
        } catch (S3Error e) {
            if (e.status() == 404 && !e.is("NoSuchBucket")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @param version when only this one will do */
    private Optional<byte[]> getOnce(ObjectRef ref, @Nullable ObjectInfo version) throws Exception {
        var request = GetObjectArgs.builder().bucket(ref.bucket()).object(ref.key());
        if (version != null) {
            // Without quotes: some servers take the quoted form for another ETag.
            request.matchETag(version.etag());
        }
        try (var answer = connection.call(client -> client.getObject(request.build()))) {
            var etag = etag(answer);
            if (version == null) {
                return Optional.of(content(answer, etag, ref, length(answer)));
            }
            if (etag.equals(version.etag())) {
                return Optional.of(content(answer, etag, ref, version.bytes()));
            }
            confirmGone(version, "ETag " + etag);
            return Optional.empty();
        } catch (S3Error e) {
            if (version != null && (e.is("NoSuchKey") || e.status() == 412)) {
                confirmGone(version, e.toString());
                return Optional.empty();
            }
            if (e.is("NoSuchKey")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An input that is gone ends an export: a second look, with another request, must say so too. */
    private void confirmGone(ObjectInfo version, String said) throws Exception {
        var there = headOnce(version.ref());
        if (there.isPresent() && there.get().etag().equals(version.etag())) {
            throw new BrokenAnswer(version.ref() + " is there as it was, yet the answer was " + said);
        }
    }

    private byte[] pieceOnce(ObjectInfo version, long offset, int length) throws Exception {
        var ref = version.ref();
        var request = GetObjectArgs.builder().bucket(ref.bucket()).object(ref.key()).matchETag(version.etag())
                .offset(offset).length((long) length);
        try (var answer = connection.call(client -> client.getObject(request.build()))) {
            if (!etag(answer).equals(version.etag())) {
                confirmGone(version, "ETag " + etag(answer));
                throw new Failure.Transient(version + " is gone", null);
            }
            return length == version.bytes()
                    ? content(answer, version.etag(), ref, length)
                    : exactly(answer, ref, length);
        } catch (S3Error e) {
            if (e.is("NoSuchKey") || e.status() == 412) {
                confirmGone(version, e.toString());
                throw new Failure.Transient(version + " is gone", e);
            }
            throw e;
        }
    }

    private byte[] content(GetObjectResponse answer, String etag, ObjectRef ref, long length) throws IOException {
        if (length > OWN_OBJECT_LIMIT) {
            throw new BrokenAnswer(ref + " has " + length + " bytes, more than are read at once");
        }
        var bytes = exactly(answer, ref, (int) length);
        if (md5Etags && Checksums.isMd5(etag) && !encrypted(answer.headers())
                && !etag.equalsIgnoreCase(Checksums.etag(bytes, bytes.length))) {
            throw new BrokenAnswer("the content of " + ref + " does not match its ETag " + etag);
        }
        return bytes;
    }

    private static byte[] exactly(GetObjectResponse answer, ObjectRef ref, int length) throws IOException {
        var bytes = new byte[length];
        int read = answer.readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length || answer.read() >= 0) {
            throw new BrokenAnswer(ref + " has not the " + length + " bytes that were announced");
        }
        return bytes;
    }

    private static long length(GetObjectResponse answer) throws BrokenAnswer {
        var length = answer.headers().get("Content-Length");
        if (length == null || !length.matches("\\d{1,18}")) {
            throw new BrokenAnswer("an object without a length");
        }
        return Long.parseLong(length);
    }

    private static String etag(GetObjectResponse answer) throws BrokenAnswer {
        var etag = answer.headers().get("ETag");
        if (etag == null) {
            throw new BrokenAnswer("an object without an ETag");
        }
        return etag.replace("\"", "");
    }

    /** Whether the ETag is no MD5 because of how the object is encrypted. */
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
