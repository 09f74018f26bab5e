package io.maskexport.select;

import java.util.regex.Pattern;

/** Patterns of names by another way: as regular expressions of the JDK. */
public final class RegexGlob {
    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private RegexGlob(String pattern) {
        this.pattern = pattern;
    }

    /** The regular expression of a pattern. */
    public static Pattern of(String pattern) {
        return Pattern.compile(new RegexGlob(pattern).translate(), Pattern.DOTALL);
    }

    private String translate() {
        while (at < pattern.length()) {
            boolean starts = at == 0 || pattern.charAt(at - 1) == '/';
            var rest = pattern.substring(at);
            var stars = rest.replaceFirst("(?s)[^*].*", "");
            int close = rest.indexOf('[') == 0 ? end(rest) : -1;
            if (stars.length() > 1 && starts && rest.startsWith(stars + "/")) {
                take(stars.length() + 1, "(?:.*/)?");
            } else if (!stars.isEmpty()) {
                take(stars.length(), stars.length() > 1 ? ".*" : "[^/]*");
            } else if (rest.startsWith("?")) {
                take(1, "[^/]");
            } else if (close > 0) {
                take(close + 1, "(?!/)" + set(rest.substring(1, close)));
            } else if (rest.startsWith("\\") && rest.length() > 1) {
                take(2, Pattern.quote(rest.substring(1, 2)));
            } else {
                take(1, Pattern.quote(rest.substring(0, 1)));
            }
        }
        return regex.toString();
    }

    private void take(int length, String expression) {
        regex.append(expression);
        at += length;
    }

    /** The index of the bracket that closes the set, or -1. */
    private static int end(String set) {
        int first = set.matches("(?s)\\[[!^].*") ? 2 : 1;
        for (int i = first; i < set.length(); i = afterRange(set, i)) {
            if (set.charAt(i) == ']' && i > first) {
                return i;
            }
        }
        return -1;
    }

    private static int afterRange(String set, int from) {
        int i = afterMember(set, from);
        return i + 1 < set.length() && set.charAt(i) == '-' && set.charAt(i + 1) != ']' ? afterMember(set, i + 1) : i;
    }

    private static int afterMember(String set, int from) {
        return set.charAt(from) == '\\' && from + 1 < set.length() ? from + 2 : from + 1;
    }

    private static String set(String content) {
        boolean inverted = content.startsWith("!") || content.startsWith("^");
        var rest = inverted ? content.substring(1) : content;
        var members = new StringBuilder();
        for (int i = 0; i < rest.length(); i = afterRange(rest, i)) {
            int end = afterMember(rest, i);
            char low = rest.charAt(end - 1);
            char high = rest.charAt(afterRange(rest, i) - 1);
            members.append(low <= high ? "\\x%02x-\\x%02x".formatted((int) low, (int) high) : "");
        }
        return members.isEmpty() ? (inverted ? "." : "(?!)") : (inverted ? "[^" : "[") + members + "]";
    }
}
