package io.maskexport.contracts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Distinguishes requests that share an id. */
public final class RequestDigest {
    private RequestDigest() {}

    /** SHA-256, in lower-case hexadecimal, over the request's canonical JSON with defaults filled in. */
    public static String of(ExportRequested request) {
        return sha256(JsonRecords.write(request));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
