package io.maskexport.worker.bucket;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the store.
 *
 * @param endpoint {@code http} or {@code https}; the only host this client connects to
 * @param region used in the signature; {@code us-east-1} for a store without regions
 * @param credentials where they come from
 * @param caFile PEM certificates to trust instead of the JDK's
 * @param readTimeout longest silence within a response
 * @param maxRequests limit of concurrent requests
 * @param uploadBuffers buffers of {@value #PART_BYTES} bytes shared by all uploads; must exceed the number of
 * concurrent uploads
 * @param md5Etags whether the store's ETags are MD5 sums as on S3 without KMS, and so are checked after each transfer.
 * MD5 costs 1.4 ns a byte (0.74 GB/s on one core), a tenth of a core at 75 MB/s, and is the only end-to-end check that
 * every store supports: switch it off only for stores with other ETags. Uploads leave it out by themselves where the store
 * verifies CRC-32C
 */
public record S3Settings(URI endpoint, String region, S3Credentials credentials, Optional<Path> caFile,
        Duration readTimeout, int maxRequests, int uploadBuffers, boolean md5Etags) {

    /** Bytes of an S3 part: 10,000 of them hold 78 GiB, more than an archive part may have. */
    public static final int PART_BYTES = 8 << 20;

    /** Settings that suit limit stores. */
    public static S3Settings of(URI endpoint, S3Credentials credentials) {
        return new S3Settings(endpoint, "us-east-1", credentials, Optional.empty(), Duration.ofSeconds(45), 64, 6,
                true);
    }

    public S3Settings withMd5Etags(boolean checked) {
        return new S3Settings(endpoint, region, credentials, caFile, readTimeout, maxRequests, uploadBuffers, checked);
    }

    public S3Settings withReadTimeout(Duration timeout) {
        return new S3Settings(endpoint, region, credentials, caFile, timeout, maxRequests, uploadBuffers, md5Etags);
    }
}
