package io.maskexport.annotation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** JSON is UTF-8, but some systems write UTF-16 or UTF-32, recognizable by zero bytes or a byte order mark. */
final class JsonEncoding {
    private JsonEncoding() {}

    /** The document in UTF-8; returns the array itself if it is UTF-8 already. */
    static byte[] utf8(byte[] json) throws MalformedJson {
        var other = otherThanUtf8(json);
        if (other.isEmpty()) {
            return json;
        }
        try {
            CharBuffer text = other.get().newDecoder().decode(ByteBuffer.wrap(json));
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(text);
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
        } catch (CharacterCodingException e) {
            throw new MalformedJson("not " + other.get().name(), 0);
        }
    }

    /** A document begins with a byte order mark or an ASCII character, so zero bytes reveal the width of its characters. */
    private static Optional<Charset> otherThanUtf8(byte[] json) {
        if (json.length < 4) {
            return Optional.empty();
        }
        int first = ByteBuffer.wrap(json).getInt();
        if (first == 0xFFFE0000 || (first & 0x00FFFFFF) == 0) {
            return Optional.of(StandardCharsets.UTF_32LE);
        }
        if (first == 0xFEFF || (first & 0xFFFFFF00) == 0) {
            return Optional.of(StandardCharsets.UTF_32BE);
        }
        if (first >>> 16 == 0xFFFE || (first >>> 16 & 0xFF) == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (first >>> 16 == 0xFEFF || first >>> 24 == 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }
}
