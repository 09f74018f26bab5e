package io.maskexport.annotation;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Scans the bytes of a JSON document: finds the ends of tokens and checks the syntax. */
final class JsonText {
    private static final String[] WORDS = {"true", "false", "null", "NaN", "Infinity", "-Infinity"};

    private final byte[] json;
    private int at;

    JsonText(byte[] json) {
        this.json = json;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at == json.length;
    }

    /** Skips a byte order mark. */
    void begin() {
        if (json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    void skipSpace() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    /** The byte at the current position. */
    int peek() throws MalformedJson {
        if (at >= json.length) {
            throw new MalformedJson("unexpected end", at);
        }
        return json[at];
    }

    /** The next byte that is not space. */
    int next() throws MalformedJson {
        skipSpace();
        return peek();
    }

    void expect(char what) throws MalformedJson {
        if (next() != what) {
            throw unexpected();
        }
        at++;
    }

    MalformedJson unexpected() {
        return new MalformedJson("unexpected byte", at);
    }

    /** Skips a string. */
    void skipString() throws MalformedJson {
        expect('"');
        while (peek() != '"') {
            if (json[at] >= 0 && json[at] < ' ') {
                throw new MalformedJson("a control character in a string", at);
            }
            if (json[at] < 0) {
                skipCharacter();
            } else if (json[at++] == '\\') {
                skipEscape();
            }
        }
        at++;
    }

    /** Skips a character of several bytes, if it is valid UTF-8. */
    private void skipCharacter() throws MalformedJson {
        int lead = json[at] & 0xFF;
        int more = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i <= more; i++) {
            int next = at + i < json.length ? json[at + i] & 0xFF : 0;
            more = next >= lowest && next <= highest ? more : 0;
            lowest = 0x80;
            highest = 0xBF;
        }
        if (more == 0) {
            throw new MalformedJson("a byte that is not UTF-8", at);
        }
        at += 1 + more;
    }

    private void skipEscape() throws MalformedJson {
        int escape = peek();
        if ("\"\\/bfnrtu".indexOf(escape) < 0) {
            throw unexpected();
        }
        at++;
        for (int i = 0; escape == 'u' && i < 4; i++, at++) {
            if (Character.digit(peek(), 16) < 0) {
                throw unexpected();
            }
        }
    }

    /** The last position between two characters of a string with at most {@code bytes} bytes before it. */
    int cut(int from, int to, int bytes) {
        int end = from;
        for (int i = from; i < to && i - from <= bytes;) {
            end = i;
            i += json[i] != '\\' ? 1 : json[i + 1] == 'u' ? 6 : 2;
            while (i < to && (json[i] & 0xC0) == 0x80) {
                i++;
            }
        }
        return end;
    }

    /** Position of the first escape of an unpaired surrogate; {@code to} if there is none. */
    int loneSurrogate(int from, int to) {
        int at = from;
        while (at < to) {
            if (json[at] != '\\') {
                at++;
            } else if (json[at + 1] != 'u') {
                at += 2;
            } else if (!Character.isSurrogate(escaped(at))) {
                at += 6;
            } else if (Character.isHighSurrogate(escaped(at)) && at + 12 <= to && json[at + 6] == '\\'
                    && json[at + 7] == 'u' && Character.isLowSurrogate(escaped(at + 6))) {
                at += 12;
            } else {
                return at;
            }
        }
        return to;
    }

    /** The character of an escape of the form {@code \\u0041}. */
    private char escaped(int at) {
        return (char) Integer.parseInt(new String(json, at + 2, 4, StandardCharsets.ISO_8859_1), 16);
    }

    boolean hasEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** A name with its escapes of the form {@code \\u0041} decoded; names with other escapes cannot match. */
    byte[] unescaped(int from, int to) {
        var name = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u') {
                name.append(escaped(i));
                i += 5;
            } else {
                name.append((char) json[i]);
            }
        }
        return name.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Skips a value of any depth, checking that it is JSON. */
    void skipValue() throws MalformedJson {
        var objects = new BitSet();
        int open = 0;
        do {
            int c = next();
            boolean begins = c == '{' || c == '[';
            if (begins) {
                objects.set(open++, c == '{');
                at++;
                if (next() != (c == '{' ? '}' : ']')) {
                    if (c == '{') {
                        skipName();
                    }
                    continue;
                }
            } else {
                skipScalar();
            }
            open = closed(open, objects);
        } while (open > 0);
    }

    /** Skips all closing brackets after a value, and the comma before the next one. */
    private int closed(int depth, BitSet objects) throws MalformedJson {
        int open = depth;
        while (open > 0) {
            int c = next();
            boolean inObject = objects.get(open - 1);
            if (c == ',') {
                at++;
                if (inObject) {
                    skipName();
                }
                return open;
            }
            if (c != (inObject ? '}' : ']')) {
                throw unexpected();
            }
            at++;
            open--;
        }
        return open;
    }

    private void skipName() throws MalformedJson {
        skipSpace();
        skipString();
        expect(':');
    }

    private void skipScalar() throws MalformedJson {
        if (next() == '"') {
            skipString();
        } else if (!skipWord()) {
            skipNumber();
        }
    }

    private boolean skipWord() {
        for (var word : WORDS) {
            if (json[at] == word.charAt(0) && isAt(word)) {
                at += word.length();
                return true;
            }
        }
        return false;
    }

    private boolean isAt(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= json.length || json[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipNumber() throws MalformedJson {
        skipIf('-');
        if (!skipIf('0')) {
            skipDigits();
        }
        if (skipIf('.')) {
            skipDigits();
        }
        if (skipIf('e') || skipIf('E')) {
            if (!skipIf('+')) {
                skipIf('-');
            }
            skipDigits();
        }
    }

    private boolean skipIf(char c) {
        boolean is = at < json.length && json[at] == c;
        at += is ? 1 : 0;
        return is;
    }

    private void skipDigits() throws MalformedJson {
        int from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw at == json.length ? new MalformedJson("unexpected end", at) : unexpected();
        }
    }
}
