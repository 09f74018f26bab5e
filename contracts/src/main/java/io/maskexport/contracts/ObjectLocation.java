package io.maskexport.contracts;

/**
 * An object in a bucket, whatever its content.
 *
 * @param key at most {@value #MAX_KEY} bytes of UTF-8
 */
public record ObjectLocation(String bucket, String key) {
    /** What S3 allows. */
    public static final int MAX_KEY = 1_024;
}
