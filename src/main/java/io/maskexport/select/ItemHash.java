package io.maskexport.select;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The hash of an item: the first eight bytes, as an unsigned number, of SHA-256 over a salt and the item's path in Unicode
 * form NFC. Depends on no other item. Not thread-safe.
 */
final class ItemHash {
    private static final long MILLION = 1_000_000;

    private final String salt;
    private final MessageDigest sha256;

    /** @param salt what the hash is for, and a seed */
    ItemHash(String salt) {
        this.salt = salt;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param path dataset and file name */
    long of(String path) {
        byte[] digest = sha256.digest((salt + NamePatterns.composed(path)).getBytes(UTF_8));
        long hash = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            hash = hash << Byte.SIZE | (digest[i] & 255);
        }
        return hash;
    }

    /** The hash as a share of 2<sup>64</sup>: 0 to 999,999 millionths. */
    long millionthsOf(String path) {
        return Math.unsignedMultiplyHigh(of(path), MILLION);
    }
}
