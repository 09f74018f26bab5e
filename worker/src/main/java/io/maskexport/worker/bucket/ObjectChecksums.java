package io.maskexport.worker.bucket;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.apache.commons.codec.digest.DigestUtils;

/** Checksums that verify the store's responses. ETags are without quotes. */
final class ObjectChecksums {
    static final String CRC32C_HEADER = "x-amz-checksum-crc32c";

    private static final Pattern PLAIN_MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    private static final Pattern MD5 = Pattern.compile(PLAIN_MD5.pattern() + "(-\\d{1,5})?");

    private ObjectChecksums() {}

    static String crc32c(byte[] bytes, int length) {
        return base64(crc(bytes, length));
    }

    /** Another checksum, which a store that verifies it must refuse: it differs in all bits. */
    static String wrongCrc32c(byte[] bytes, int length) {
        return base64(~crc(bytes, length));
    }

    private static int crc(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static String base64(int crc) {
        return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc).array());
    }

    /** The ETag of an object or S3 part that was sent in one request. */
    static String etag(byte[] bytes, int length) {
        var md5 = DigestUtils.getMd5Digest();
        md5.update(bytes, 0, length);
        return HexFormat.of().formatHex(md5.digest());
    }

    /** The ETag of a multipart object: MD5 over the MD5 sums of its parts, then their number. */
    static String etag(List<String> partEtags) {
        var md5 = DigestUtils.getMd5Digest();
        partEtags.forEach(etag -> md5.update(HexFormat.of().parseHex(etag)));
        return HexFormat.of().formatHex(md5.digest()) + "-" + partEtags.size();
    }

    static boolean isMd5(String etag) {
        return PLAIN_MD5.matcher(etag).matches();
    }

    /** Whether two ETags are, judging by their form, checksums over the same number of parts. */
    static boolean areAlike(String one, String other) {
        return MD5.matcher(one).matches() && MD5.matcher(other).matches()
                && one.substring(32).equals(other.substring(32));
    }
}
