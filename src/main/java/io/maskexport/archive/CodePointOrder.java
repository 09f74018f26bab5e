package io.maskexport.archive;

import java.util.Comparator;

/**
 * The order of names as UTF-8 bytes, which is that of object stores; Java's own differs beyond U+FFFF. Different names are
 * never equal, also where they hold half a surrogate pair.
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

    /** Surrogates stand for what is beyond U+FFFF, so they come last. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
