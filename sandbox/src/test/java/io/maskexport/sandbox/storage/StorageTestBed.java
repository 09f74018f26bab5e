package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.bucket.S3Settings;
import io.minio.CreateMultipartUploadArgs;
import io.minio.MinioAsyncClient;

/**
 * The surroundings of one operation under test.
 *
 * @param store through the misbehaving server
 * @param truth directly
 * @param folder of this run alone
 */
record StorageTestBed(ObjectStore store, ObjectStore truth, MinioAsyncClient client, Fixture fixture,
        ObjectRef folder) {
    static final String TYPE = "application/octet-stream";
    static final byte[] SMALL = random(1000);
    /** Two S3 parts. */
    static final byte[] BIG = random(S3Settings.PART_BYTES + 1000);

    /** Objects and uploads that all runs read and none changes. */
    record Fixture(ObjectRef folder, List<ObjectInfo> objects, List<OpenUpload> uploads) {
        static Fixture create(ObjectStore truth, MinioAsyncClient client, ObjectRef folder) throws IOException {
            for (var key : List.of("a", "b/c", "d/e")) {
                truth.put(folder.resolve(key), SMALL, TYPE);
            }
            begin(client, folder.resolve("up/1"));
            begin(client, folder.resolve("up/2"));
            var objects = new ArrayList<ObjectInfo>();
            truth.list(folder).forEachRemaining(objects::add);
            return new Fixture(folder, objects, truth.openUploads(folder));
        }

        ObjectInfo object() {
            return objects.getFirst();
        }
    }

    ObjectRef target() {
        return folder.resolve("target");
    }

    /** Whether the target exists with this content; other content is an error. */
    boolean holds(byte[] content) throws IOException {
        var there = truth.read(target());
        if (there.isPresent() && !Arrays.equals(there.get(), content)) {
            throw new AssertionError("an object of other content was published");
        }
        return there.isPresent();
    }

    /** A multipart upload of another process. */
    OpenUpload openUpload() {
        return new OpenUpload(target(), begin(client, target()), Instant.EPOCH);
    }

    private static String begin(MinioAsyncClient client, ObjectRef ref) {
        return client.createMultipartUpload(
                CreateMultipartUploadArgs.builder().bucket(ref.bucket()).object(ref.key()).build()).join().result()
                .uploadId();
    }

    static MinioAsyncClient client(EmbeddedS3 server) {
        return MinioAsyncClient.builder().endpoint(server.endpoint().toString()).region("us-east-1")
                .credentials(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY).build();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
