package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.S3Error;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;

/** Single requests for content. Each response is checked against its own headers and against the request. */
final class ObjectDownloads {
    private static final int OWN_OBJECT_LIMIT = 256 << 20;

    private final S3Connection connection;
    private final ObjectHeads heads;
    private final boolean md5Etags;

    ObjectDownloads(S3Connection connection, ObjectHeads heads, S3Settings settings) {
        this.connection = connection;
        this.heads = heads;
        this.md5Etags = settings.md5Etags();
    }

    /** The current version, whichever it is. */
    Optional<byte[]> get(ObjectRef ref) throws Exception {
        try (var answer = send(request(ref))) {
            return Optional.of(content(answer, ref, etag(answer), OptionalLong.empty()));
        } catch (S3Error e) {
            if (e.is("NoSuchKey")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One version; empty if it is gone. Content stored with {@code Content-Encoding: gzip} is unpacked. */
    Optional<byte[]> get(ObjectInfo version, long unpackedBytes) throws Exception {
        var ref = version.ref();
        try (var answer = heads.matching(version, etag -> send(request(ref).matchETag(etag)))) {
            if (!etag(answer).equals(version.etag())) {
                heads.confirmGone(version, "ETag " + etag(answer));
                return Optional.empty();
            }
            var stored = content(answer, ref, version.etag(), OptionalLong.of(version.bytes()));
            return Optional
                    .of(GzipEncoding.isNamed(answer.headers()) ? GzipEncoding.unpacked(stored, unpackedBytes) : stored);
        } catch (S3Error e) {
            confirmGone(version, e);
            return Optional.empty();
        }
    }

    /** A range of bytes of one version. */
    byte[] piece(ObjectInfo version, long offset, int length) throws Exception {
        var ref = version.ref();
        try (var answer = heads.matching(version,
                etag -> send(request(ref).matchETag(etag).offset(offset).length((long) length)))) {
            if (!etag(answer).equals(version.etag())) {
                heads.confirmGone(version, "ETag " + etag(answer));
                throw Failure.gone(ref + " of ETag " + version.etag(), null);
            }
            return length == version.bytes()
                    ? content(answer, ref, version.etag(), OptionalLong.of(length))
                    : exactly(answer, ref, length);
        } catch (S3Error e) {
            confirmGone(version, e);
            throw Failure.gone(ref + " of ETag " + version.etag(), e);
        }
    }

    /** @throws S3Error unless the error says that the version is gone */
    private void confirmGone(ObjectInfo version, S3Error error) throws Exception {
        if (!error.is("NoSuchKey") && error.status() != 412) {
            throw error;
        }
        heads.confirmGone(version, FailureWording.of(error));
    }

    private static GetObjectArgs.Builder request(ObjectRef ref) {
        return GetObjectArgs.builder().bucket(ref.bucket()).object(ref.key());
    }

    private GetObjectResponse send(GetObjectArgs.Builder request) throws Exception {
        return connection.call(client -> client.getObject(request.build()));
    }

    /** @param stored the object's size in bytes, if known */
    private byte[] content(GetObjectResponse answer, ObjectRef ref, String etag, OptionalLong stored)
            throws IOException {
        var announced = length(answer);
        // A gateway that compresses responses announces another length than the store, or none.
        boolean packed = GzipEncoding.isNamed(answer.headers()) && stored.isPresent() && !stored.equals(announced);
        var length = stored.isPresent() ? stored : announced;
        if (length.isEmpty()) {
            throw new BrokenAnswer(ref + " came without a length");
        }
        if (length.getAsLong() > OWN_OBJECT_LIMIT) {
            throw new BrokenAnswer(
                    ref + " has " + length.getAsLong() + " bytes, more than are read at once");
        }
        var bytes = exactly(packed ? new GZIPInputStream(answer) : answer, ref, (int) length.getAsLong());
        if (md5Etags && ObjectChecksums.isMd5(etag) && !MinioObjectStore.encrypted(answer.headers())
                && !etag.equalsIgnoreCase(ObjectChecksums.etag(bytes, bytes.length))) {
            throw new BrokenAnswer("the content of " + ref + " does not match its ETag " + etag);
        }
        return bytes;
    }

    private static byte[] exactly(InputStream answer, ObjectRef ref, int length) throws IOException {
        var bytes = new byte[length];
        int read = answer.readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length || answer.read() >= 0) {
            throw new BrokenAnswer(ref + " has not the " + length + " bytes that were announced");
        }
        return bytes;
    }

    private static OptionalLong length(GetObjectResponse answer) throws BrokenAnswer {
        var length = answer.headers().get("Content-Length");
        if (length == null) {
            return OptionalLong.empty();
        }
        if (!length.matches("\\d{1,18}")) {
            throw new BrokenAnswer("an object with a length of " + length);
        }
        return OptionalLong.of(Long.parseLong(length));
    }

    /** Gateways that transform a response weaken its ETag; the content is compared with it nevertheless. */
    private static String etag(GetObjectResponse answer) throws BrokenAnswer {
        var etag = answer.headers().get("ETag");
        if (etag == null) {
            throw new BrokenAnswer("an object without an ETag");
        }
        return etag.replaceFirst("^W/", "").replace("\"", "");
    }
}
