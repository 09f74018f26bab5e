package io.maskexport.worker.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * Passes a part's bytes to the archive reader: counts and digests them, and tracks the last byte that is not zero. It
 * keeps a read failure, so that a broken transfer is not mistaken for a broken archive.
 */
final class PartInput extends BlockInput {
    private final InputStream in;
    private final MessageDigest digest;
    private long position;
    private long content;
    private Optional<IOException> failure = Optional.empty();

    PartInput(InputStream in) {
        this.in = in;
        digest = DigestUtils.getSha256Digest();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int n = in.read(bytes, offset, length);
            if (n > 0) {
                note(bytes, offset, n);
            }
            return n;
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private void note(byte[] bytes, int offset, int n) {
        digest.update(bytes, offset, n);
        for (int i = n - 1; i >= 0; i--) {
            if (bytes[offset + i] != 0) {
                content = position + i + 1;
                break;
            }
        }
        position += n;
    }

    /** Reads to the end. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    /** Number of bytes read so far. */
    long position() {
        return position;
    }

    /** Position after the last byte that is not zero. */
    long content() {
        return content;
    }

    Optional<IOException> failure() {
        return failure;
    }

    /** SHA-256 of all bytes read; may be called once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
