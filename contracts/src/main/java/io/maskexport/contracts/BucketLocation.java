package io.maskexport.contracts;

/**
 * A folder in a bucket.
 *
 * @param prefix of the keys of its objects: empty for the whole bucket, else ending with {@code /}, which is added where
 *     it is missing
 */
public record BucketLocation(String bucket, String prefix) {
    /** Most bytes of a prefix that a command gives. */
    public static final int MAX_PREFIX = 900;

    public BucketLocation {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
