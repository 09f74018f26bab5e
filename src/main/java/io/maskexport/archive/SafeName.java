package io.maskexport.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * Makes one path segment safe on every system where an archive may be unpacked. Ordinary names in any script stay
 * unchanged.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming rules of Windows</a>
 */
public final class SafeName {
    /** Limit in UTF-8 bytes; leaves room for suffixes such as {@code .json} within the 255 bytes of most file systems. */
    public static final int MAX_BYTES = 200;

    private static final int MAX_EXTENSION_BYTES = 16;
    private static final int HASH_DIGITS = 8;
    private static final String STAND_IN = "_";

    private static final String SEPARATORS_AND_WILDCARDS = "/\\:*?\"<>|";
    /**
     * First and last code points of ranges: characters that are invisible or control the direction of text (Unicode's
     * Default_Ignorable_Code_Point), line separators, and the block of non-characters. Variation selectors are not
     * included: ordinary names with emoji, Han or Mongolian contain them.
     */
    private static final int[] INVISIBLE = {0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5,
        0x180E, 0x180E, 0x200B, 0x200F, 0x2028, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFDD0, 0xFDEF, 0xFEFF, 0xFEFF,
        0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE00FF, 0xE01F0, 0xE0FFF};
    private static final Pattern RESERVED = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\\u00B9\\u00B2\\u00B3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private SafeName() {}

    /** The name, changed as little as possible; a safe name in NFC stays unchanged. */
    public static String segment(String name) {
        var safe = withoutForbidden(Normalizer.normalize(name, Normalizer.Form.NFC));
        safe = withoutTrailingDots(safe);
        if (safe.isEmpty()) {
            return STAND_IN;
        }
        if (RESERVED.matcher(safe).matches()) {
            safe = STAND_IN + safe;
        }
        return bytes(safe) <= MAX_BYTES ? safe : shortened(safe, name);
    }

    private static String withoutForbidden(String name) {
        if (name.codePoints().noneMatch(SafeName::isForbidden)) {
            return name;
        }
        return name.codePoints().map(c -> isForbidden(c) ? STAND_IN.charAt(0) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isForbidden(int c) {
        if (c < 0x80) {
            return c < ' ' || c == 0x7F || SEPARATORS_AND_WILDCARDS.indexOf(c) >= 0;
        }
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE || isInvisible(c);
    }

    private static boolean isInvisible(int c) {
        for (int i = 0; i < INVISIBLE.length && c >= INVISIBLE[i]; i += 2) {
            if (c <= INVISIBLE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static String withoutTrailingDots(String name) {
        int end = name.length();
        while (end > 0 && ". ".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Truncates before the extension; a hash of the original keeps names with the same beginning apart. */
    private static String shortened(String safe, String original) {
        var extension = extension(safe);
        if (bytes(extension) > MAX_EXTENSION_BYTES) {
            extension = "";
        }
        var end = "~" + hash(original) + extension;
        return cut(safe, MAX_BYTES - bytes(end)) + end;
    }

    private static String cut(String text, int maxBytes) {
        int end = 0;
        for (int used = 0; end < text.length();) {
            int codePoint = text.codePointAt(end);
            used += bytes(Character.toString(codePoint));
            if (used > maxBytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    /** The last extension with its dot; empty if there is none. A leading dot starts no extension. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String text) {
        return DigestUtils.sha256Hex(text).substring(0, HASH_DIGITS);
    }
}
