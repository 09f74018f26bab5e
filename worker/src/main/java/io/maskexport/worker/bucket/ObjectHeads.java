package io.maskexport.worker.bucket;

import java.util.Optional;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.S3Error;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;

/**
 * Looks at objects, and asks for versions of them. Stores differ in how they want an ETag in a condition: S3 takes it with
 * and without quotes, Adobe S3Mock with them only, Ceph radosgw 16 without them only. Which it is shows when a version is
 * denied that is there; from then on all conditions are written so.
 */
final class ObjectHeads {
    private final S3Connection connection;
    private volatile boolean quoted;

    ObjectHeads(S3Connection connection) {
        this.connection = connection;
    }

    /** A request with a condition. */
    interface ConditionalRequest<T> {
        /** @param etag as the condition names it */
        T send(String etag) throws Exception;
    }

    /**
     * Sends a request that is for one version only.
     *
     * @throws S3Error 412 in both ways of writing the ETag when that version is there, in one of them when it is gone
     */
    <T> T matching(ObjectInfo version, ConditionalRequest<T> request) throws Exception {
        boolean form = quoted;
        try {
            return request.send(etag(version, form));
        } catch (S3Error e) {
            if (e.status() != 412 || !isThere(version)) {
                throw e;
            }
            T answer = request.send(etag(version, !form));
            quoted = !form;
            return answer;
        }
    }

    private static String etag(ObjectInfo version, boolean quoted) {
        return quoted ? '"' + version.etag() + '"' : version.etag();
    }

    /** Whether an object is as it was. */
    boolean isThere(ObjectInfo version) throws Exception {
        return head(version.ref()).filter(there -> there.etag().equals(version.etag())).isPresent();
    }

    /** An input that is gone ends an export: a second look, with another request, must say so too. */
    void confirmGone(ObjectInfo version, String said) throws Exception {
        if (isThere(version)) {
            throw new BrokenAnswer(version.ref() + " is there as it was, yet the answer was " + said);
        }
    }

    /** Whether the ETag says nothing of the content. */
    boolean isEncrypted(ObjectRef ref) throws Exception {
        return MinioObjectStore.encrypted(answer(ref).headers());
    }

    private HeadObjectResponse answer(ObjectRef ref) throws Exception {
        return connection.call(client -> client
                .headObject(HeadObjectArgs.builder().bucket(ref.bucket()).object(ref.key()).build()));
    }

    Optional<ObjectInfo> head(ObjectRef ref) throws Exception {
        try {
            var answer = answer(ref);
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
}
