package io.maskexport.contracts;

import java.util.Optional;

/**
 * A folder in a bucket.
 *
 * @param prefix of the keys of its objects: empty for the whole bucket; otherwise ends with {@code /}, which is added
 * if missing
 */
public record BucketLocation(String bucket, String prefix) {
    /** Largest length, in bytes, of a prefix in a command. */
    public static final int MAX_PREFIX = 900;

    public BucketLocation {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** What is wrong with the name of a bucket, worded to follow it; empty if nothing is. */
    public static Optional<String> problemOfBucket(String name) {
        return TextRules.bucket(name);
    }
}
