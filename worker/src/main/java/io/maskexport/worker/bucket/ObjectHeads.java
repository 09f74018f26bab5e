package io.maskexport.worker.bucket;

import java.util.Optional;

import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.S3Error;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;

/**
 * HEAD requests, and requests conditional on a version. Stores differ in how a condition must spell an ETag: S3 accepts
 * it with and without quotes, Adobe S3Mock only with them, Ceph radosgw 16 only without them. The spelling is learnt
 * when a store refuses a version that is there; from then on all conditions use the spelling that worked.
 */
final class ObjectHeads {
    private final S3Connection connection;
    private volatile boolean quoted;

    ObjectHeads(S3Connection connection) {
        this.connection = connection;
    }

    /** A request with a condition. */
    interface ConditionalRequest<T> {
        /** @param etag as spelled in the condition */
        T send(String etag) throws Exception;
    }

    /**
     * Sends a request for one version only.
     *
     * @throws S3Error 412 when the version is gone, or when the store refuses both spellings of the ETag although it is
     * there
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

    /** Whether the object still has the same ETag. */
    boolean isThere(ObjectInfo version) throws Exception {
        return head(version.ref()).filter(there -> there.etag().equals(version.etag())).isPresent();
    }

    /** A missing input ends the export, so a second, different request must confirm it. */
    void confirmGone(ObjectInfo version, String answer) throws Exception {
        if (isThere(version)) {
            throw new BrokenAnswer(version.ref() + " is unchanged, but the answer was " + answer);
        }
    }

    /** Whether encryption makes the ETag say nothing about the content. */
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
