package io.maskexport.benchmarks.million;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * An object of a bucket.
 *
 * @param content null if only its size and ETag are kept
 */
record BucketObject(String key, long bytes, String etag, byte @Nullable [] content) {
    /** An object whose ETag is the MD5 of its content. */
    static BucketObject of(String key, byte[] content) {
        return new BucketObject(key, content.length, md5(content), content);
    }

    /** The same object, of which only size and ETag are kept. */
    BucketObject withoutContent() {
        return new BucketObject(key, bytes, etag, null);
    }

    /** The same content under another key. */
    BucketObject at(String other) {
        return new BucketObject(other, bytes, etag, content);
    }

    /** MD5 in hexadecimal. */
    static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
