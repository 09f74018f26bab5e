package io.maskexport.worker.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import okhttp3.Headers;

/** Recognizes and decodes {@code Content-Encoding: gzip}. */
final class GzipEncoding {
    private static final Set<String> NAMES = Set.of("gzip", "x-gzip");
    /** Codings that change nothing; {@code aws-chunked} belongs to uploads, and some servers keep it. */
    private static final Set<String> NONE = Set.of("", "identity", "aws-chunked");

    private GzipEncoding() {}

    /** Whether the headers name gzip as the only coding. */
    static boolean isNamed(Headers headers) {
        List<String> codings = headers.values("Content-Encoding").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1))).map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !NONE.contains(name)).toList();
        return codings.size() == 1 && NAMES.contains(codings.getFirst());
    }

    /**
     * The decoded content. Returns the input unchanged if it is not gzip, is damaged, or unpacks to more than both the
     * limit and twice its size.
     */
    static byte[] unpacked(byte[] stored, long limit) {
        int contentLimit = (int) Math.min(Integer.MAX_VALUE - 8,
                Math.max(limit, 2L * stored.length));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            var content = in.readNBytes(contentLimit);
            return in.read() < 0 ? content : stored;
        } catch (IOException e) {
            return stored;
        }
    }
}
