package io.maskexport.contracts;

/** Text that nobody vouches for. */
final class UntrustedText {
    /** Most characters of a detail. */
    static final int MAX_DETAIL = 1_000;

    private UntrustedText() {}

    /** Cut at {@value #MAX_DETAIL} characters, never within a pair of surrogates. */
    static String detail(String text) {
        return cut(text, MAX_DETAIL);
    }

    /** Cut at so many characters, never within a pair of surrogates. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** A detail in one line: no control character, no half of a pair of surrogates. */
    static String printable(String text) {
        return detail(text.codePoints()
                .map(c -> Character.isISOControl(c) || isSurrogate(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    /** Whether UTF-8 can hold it: every surrogate has its other half. */
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
