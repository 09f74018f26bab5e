package io.maskexport.archive;

import java.util.Comparator;

/**
 * Orders names by their UTF-8 bytes, as object stores do; Java's own order differs above U+FFFF. Different names are
 * never equal, not even with unpaired surrogates.
 */
public final class CodePointOrder {
    public static final Comparator<String> STRINGS = CodePointOrder::compare;

    private CodePointOrder() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates encode code points above U+FFFF, so they sort last. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
