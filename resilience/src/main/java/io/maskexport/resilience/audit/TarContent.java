package io.maskexport.resilience.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A part, read completely into memory.
 *
 * @param members in order
 * @param endBlocks number of zero blocks at its end, at most 2
 */
record TarContent(List<TarMember> members, int endBlocks) {
    private static final int BLOCK = 512;
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1);

    /** A file in a part. */
    record TarMember(String path, String md5, boolean picture) {}

    /** @throws IOException if it is not a tar archive */
    static TarContent read(byte[] content) throws IOException {
        var members = new ArrayList<TarMember>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(content), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = tar.readAllBytes();
                members.add(
                        new TarMember(entry.getName(), hex("MD5", file), Arrays.equals(PNG, Arrays.copyOf(file, 8))));
            }
        }
        return new TarContent(members, endBlocks(content));
    }

    private static int endBlocks(byte[] content) {
        int zeros = 0;
        while (zeros < 2 * BLOCK && zeros < content.length && content[content.length - 1 - zeros] == 0) {
            zeros++;
        }
        return zeros / BLOCK;
    }

    static String hex(String algorithm, byte[] content) {
        return new DigestUtils(algorithm).digestAsHex(content);
    }
}
