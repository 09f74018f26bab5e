package io.maskexport.worker.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.maskexport.export.SourceFile;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 over the inputs of an export, so that a manifest says what it was made of. Of a bucket's files it covers their
 * versions, of a directory's, which have none, paths and sizes. Not for several threads.
 */
public final class InputDigest {
    private final MessageDigest digest = DigestUtils.getSha256Digest();

    /** Adds a list of items, which covers paths, sizes and versions of their files. */
    public void addList(String sha256) {
        add(sha256);
    }

    /** Adds the version of a file whose path is the same in every project. */
    public void addVersion(SourceFile file) {
        add(file.version());
    }

    /** Adds a file that has no version. */
    public void addFile(SourceFile file) {
        add(file.path() + "\0" + file.bytes() + "\n");
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of all that was added, lower-case hexadecimal; asked once, at the end. */
    public String hex() {
        return Hex.encodeHexString(digest.digest());
    }
}
