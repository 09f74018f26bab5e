package io.maskexport.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes one path segment safe on every system that an archive is unpacked on. Ordinary names, whatever their script,
 * stay as they are.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming rules of Windows</a>
 */
public final class SafeName {
    /** UTF-8 bytes; leaves room for suffixes such as {@code .json} within the 255 of most file systems. */
    public static final int MAX_BYTES = 200;

    private static final int MAX_EXTENSION_BYTES = 16;
    private static final int HASH_DIGITS = 8;
    private static final String STAND_IN = "_";

    /** Separators, wildcards, control characters, lone surrogates, and what does not show: zero width, direction. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "[/\\\\:*?\"<>|\\p{Cc}\\p{Cs}\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]");
    private static final Pattern RESERVED = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\\u00B9\\u00B2\\u00B3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private SafeName() {}

    /** The name, changed as little as possible; a safe name in NFC comes back unchanged. */
    public static String segment(String name) {
        var safe = FORBIDDEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll(STAND_IN);
        safe = withoutTrailingDots(safe);
        if (safe.isEmpty()) {
            return STAND_IN;
        }
        if (RESERVED.matcher(safe).matches()) {
            safe = STAND_IN + safe;
        }
        return bytes(safe) <= MAX_BYTES ? safe : shortened(safe, name);
    }

    private static String withoutTrailingDots(String name) {
        int end = name.length();
        while (end > 0 && ". ".indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Cuts before the extension, and tells names of one beginning apart by a hash of the original. */
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

    /** The last extension with its dot, empty for none; a leading dot begins no extension. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot) : "";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
