package io.maskexport.worker.bucket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which buckets the store has shown that it refuses an S3 part with a wrong CRC-32C. A finding is renewed every hour,
 * because stores are replaced and reconfigured while a worker runs. Thread-safe.
 */
final class ChecksumFindings {
    static final Duration VALID = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(ChecksumFindings.class);

    private final LongSupplier nanoTime;
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();

    private record Finding(boolean verifies, long time) {}

    /** @param nanoTime as {@link System#nanoTime} */
    ChecksumFindings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean verifies(String bucket) {
        var finding = findings.get(bucket);
        return finding != null && finding.verifies();
    }

    /** Whether the caller is to probe the bucket, which until then counts as one that does not verify. */
    boolean claimProbe(String bucket) {
        var claim = new Finding(false, nanoTime.getAsLong());
        var last = findings.get(bucket);
        return last == null
                ? findings.putIfAbsent(bucket, claim) == null
                : claim.time() - last.time() >= VALID.toNanos() && findings.replace(bucket, last, claim);
    }

    void record(String bucket, boolean verifies) {
        findings.put(bucket, new Finding(verifies, nanoTime.getAsLong()));
        LOG.info("S3 parts sent to {} are checked by {}", bucket,
                verifies ? "the store (CRC-32C)" : "their ETags (MD5)");
    }
}
