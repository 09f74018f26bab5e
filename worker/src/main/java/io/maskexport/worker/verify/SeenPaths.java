package io.maskexport.worker.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

import org.apache.commons.codec.digest.DigestUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The paths of an archive as 64-bit hashes (from SHA-256), so that tens of millions fit in memory. With ten million
 * paths, a collision is expected in one of 400,000 exports.
 */
public final class SeenPaths {
    private final MessageDigest digest;
    private long[] table = new long[1 << 10];
    private int count;
    private boolean zero;

    public SeenPaths() {
        digest = DigestUtils.getSha256Digest();
    }

    /** Whether the path is new. */
    public boolean add(String path) {
        long hash = hash(path);
        if (hash == 0) {
            boolean isNew = !zero;
            zero = true;
            return isNew;
        }
        if (2 * count >= table.length) {
            grow();
        }
        int slot = slot(hash);
        if (table[slot] == hash) {
            return false;
        }
        table[slot] = hash;
        count++;
        return true;
    }

    private void grow() {
        var before = table;
        table = new long[2 * before.length];
        for (long hash : before) {
            if (hash != 0) {
                table[slot(hash)] = hash;
            }
        }
    }

    /** The slot that holds the hash, or is free for it. */
    private int slot(long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private long hash(String path) {
        var bytes = digest.digest(path.getBytes(UTF_8));
        return ByteBuffer.wrap(bytes).getLong();
    }
}
