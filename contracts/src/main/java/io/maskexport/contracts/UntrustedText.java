package io.maskexport.contracts;

/** Text from untrusted sources. */
final class UntrustedText {
    /** Largest length of a detail, in characters. */
    static final int MAX_DETAIL = 1_000;

    private UntrustedText() {}

    /** Truncates to {@value #MAX_DETAIL} characters without splitting a surrogate pair. */
    static String detail(String text) {
        return cut(text, MAX_DETAIL);
    }

    /** Truncates to {@code limit} characters without splitting a surrogate pair. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }

    /** Returns a detail on one line, without control characters or unpaired surrogates. */
    static String printable(String text) {
        return detail(text.codePoints()
                .map(c -> Character.isISOControl(c) || isSurrogate(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    /** Whether the text can be encoded as UTF-8: it has no unpaired surrogate. */
    static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(UntrustedText::isSurrogate);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
