package io.maskexport.worker.manifest;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.WarningCounts.WarningExample;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes warnings, one JSON object a line, and counts what it writes. */
public final class WarningList {
    private final OutputStream out;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final Map<String, Long> counts = new TreeMap<>();

    WarningList(OutputStream out) {
        this.out = out;
    }

    /** The listed warnings of an export, which may be too many to be in memory together. */
    @FunctionalInterface
    public interface ListedWarnings {
        /** Adds all of them: those of the project, then those of the items in order. */
        void addTo(WarningList list) throws IOException;
    }

    /** Writes the next warnings. */
    public void add(List<WarningExample> warnings) throws IOException {
        for (var warning : warnings) {
            var json = JsonRecords.write(warning);
            digest.update(json);
            digest.update((byte) '\n');
            out.write(json);
            out.write('\n');
            counts.merge(warning.code(), 1L, Long::sum);
        }
    }

    /** How many were written of each code. */
    Map<String, Long> counts() {
        return counts;
    }

    /** SHA-256 of what was written; asked once, at the end. */
    String sha256() {
        return Hex.encodeHexString(digest.digest());
    }
}
