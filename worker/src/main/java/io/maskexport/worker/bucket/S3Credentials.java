package io.maskexport.worker.bucket;

import java.net.URI;
import java.util.Optional;

/** Where the store's credentials come from. Nothing here shows a secret when printed. */
public sealed interface S3Credentials {
    /** A fixed key pair. */
    record StaticKeys(String accessKey, String secretKey) implements S3Credentials {
        @Override
        public String toString() {
            return "Fixed[" + accessKey + ", ***]";
        }
    }

    /** {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, or {@code MINIO_ACCESS_KEY} and {@code MINIO_SECRET_KEY}. */
    record EnvironmentKeys() implements S3Credentials {}

    /**
     * The identity that the platform provides: web identity token file ({@code AWS_WEB_IDENTITY_TOKEN_FILE}), container
     * or pod identity, instance metadata, in this order.
     *
     * @param endpoint the service to ask, instead of the AWS addresses
     */
    record PlatformIdentity(Optional<URI> endpoint) implements S3Credentials {}

    /** A profile of the AWS configuration files, {@code AWS_SHARED_CREDENTIALS_FILE} or {@code ~/.aws/credentials}. */
    record ConfigProfile(String name) implements S3Credentials {}
}
