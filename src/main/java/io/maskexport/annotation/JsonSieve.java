package io.maskexport.annotation;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;

import io.maskexport.defect.Limits;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.Limit.JSON_DEPTH;

/**
 * A JSON document reduced to its relevant parts, as a stream of bytes. The omitted parts may have any depth, length and
 * number, cost no memory, and must still be JSON. In the relevant parts, no object has a name twice; the parser that
 * reads this stream checks the syntax of lists and numbers.
 */
final class JsonSieve extends InputStream {
    private static final int STRETCH = 4_000;
    private static final int DIGITS = 1_000;
    /** The characters of numbers and literals, and of the space and commas between them. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        " \t\r\n,+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".chars()
                .forEach(c -> PLAIN[c] = true);
    }

    private final byte[] json;
    private final JsonText text;
    private final JsonStretches kept;
    private final JsonFields root;
    private final int mostDepth;
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private boolean started;
    private boolean ended;
    /** Everything from here to the current position is kept. */
    private int keptFrom;

    /** An object or array being read. */
    private static final class Open {
        final JsonFields fields;
        final boolean isObject;
        boolean hasFields;
        boolean keepsFields;
        long seen;

        Open(JsonFields fields, boolean isObject) {
            this.fields = fields;
            this.isObject = isObject;
        }
    }

    /** @param root the relevant parts of the document, which is an object */
    JsonSieve(byte[] document, JsonFields root, Limits limits) throws MalformedJson {
        json = JsonEncoding.utf8(document);
        this.root = root;
        text = new JsonText(json);
        kept = new JsonStretches(json);
        mostDepth = limits.intOf(JSON_DEPTH);
    }

    @Override
    public int read() throws MalformedJson {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws MalformedJson {
        int count = 0;
        while (count < length && !(ended && kept.isEmpty())) {
            if (kept.isEmpty()) {
                step();
            } else {
                count += kept.read(buffer, offset + count, length - count);
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private void step() throws MalformedJson {
        var innermost = open.peek();
        if (innermost != null && innermost.isObject) {
            field(innermost);
        } else if (innermost != null) {
            elements(innermost);
        } else if (started) {
            end();
        } else {
            begin();
        }
        if (ended || isStretchFull()) {
            leaveOut(text.position(), text.position());
        }
    }

    private boolean isStretchFull() {
        return text.position() - keptFrom > STRETCH;
    }

    private void leaveOut(int from, int to) {
        kept.add(keptFrom, from);
        keptFrom = to;
    }

    private void begin() throws MalformedJson {
        started = true;
        text.begin();
        keptFrom = text.position();
        if (text.next() != '{') {
            throw new MalformedJson("expected a JSON object", text.position());
        }
        push(root, true);
    }

    private void end() throws MalformedJson {
        text.skipSpace();
        if (!text.isAtEnd()) {
            throw new MalformedJson("unexpected content after the JSON document", text.position());
        }
        ended = true;
    }

    private void push(JsonFields fields, boolean isObject) throws MalformedJson {
        if (open.size() == mostDepth) {
            throw new MalformedJson("nested deeper than %d levels".formatted(mostDepth), text.position(),
                    Optional.of(JSON_DEPTH));
        }
        open.push(new Open(fields, isObject));
        text.moveTo(text.position() + 1);
    }

    private void pop() {
        open.pop();
        text.moveTo(text.position() + 1);
    }

    private void field(Open object) throws MalformedJson {
        if (text.next() == '}') {
            pop();
            return;
        }
        int begin = text.position();
        if (object.hasFields) {
            text.expect(',');
            text.skipSpace();
        }
        object.hasFields = true;
        int name = text.position();
        text.skipString();
        int nameEnd = text.position();
        text.expect(':');
        text.skipSpace();
        var child = child(object, name + 1, nameEnd - 1);
        if (child == null) {
            text.skipValue();
            leaveOut(begin, text.position());
            return;
        }
        if (!object.keepsFields) {
            leaveOut(begin, name);
            object.keepsFields = true;
        }
        if (object.fields.each() != null) {
            freeName(name + 1, nameEnd - 1, object.fields.textBytes());
        }
        value(child);
    }

    private @Nullable JsonFields child(Open object, int from, int to) throws MalformedJson {
        if (object.fields.each() != null) {
            return object.fields.each();
        }
        int number = object.fields.find(json, from, to);
        if (number < 0 && to - from < JsonFields.LONGEST_ESCAPED_NAME && text.hasEscape(from, to)) {
            var name = text.unescaped(from, to);
            number = object.fields.find(name, 0, name.length);
        }
        if (number < 0) {
            return null;
        }
        if ((object.seen >> number & 1) != 0) {
            throw new MalformedJson("duplicate '%s' in one object".formatted(object.fields.name(number)), from);
        }
        object.seen |= 1L << number;
        return object.fields.children().get(number);
    }

    private void value(JsonFields fields) throws MalformedJson {
        switch (text.next()) {
            case '{' -> push(fields, true);
            case '[' -> push(fields, false);
            case '"' -> string(fields);
            default -> word();
        }
    }

    private void string(JsonFields fields) throws MalformedJson {
        int from = text.position();
        text.skipString();
        cut(from + 1, text.position() - 1, fields.textBytes());
    }

    /**
     * A name that may be any text. The parser accepts unpaired surrogates in texts but not in names: their escapes lose
     * the backslash, wherever the name occurs.
     */
    private void freeName(int from, int to, int limit) {
        int end = to - from > limit ? text.cut(from, to, limit) : to;
        for (int at = text.loneSurrogate(from, end); at < end; at = text.loneSurrogate(at + 1, end)) {
            leaveOut(at, at + 1);
        }
        cut(from, to, limit);
    }

    /** Omits the end of a text that exceeds the limit. */
    private void cut(int from, int to, int limit) {
        if (to - from > limit) {
            leaveOut(text.cut(from, to, limit), to);
        }
    }

    /** Reads to the end of the array, or enough elements for one stretch. */
    private void elements(Open array) throws MalformedJson {
        var current = array;
        while (current != null && !current.isObject && !isStretchFull()) {
            int c = text.peek();
            if (c >= 0 && PLAIN[c]) {
                words();
                continue;
            }
            switch (c) {
                case '[' -> push(current.fields, false);
                case '{' -> push(current.fields, true);
                case ']' -> pop();
                case '"' -> string(current.fields);
                default -> throw text.unexpected();
            }
            current = open.peek();
        }
    }

    private void words() throws MalformedJson {
        int at = text.position();
        int end = Math.min(json.length, at + STRETCH);
        int word = at;
        while (at < end && json[at] >= 0 && PLAIN[json[at]]) {
            if (json[at] <= ' ' || json[at] == ',') {
                word = at + 1;
            } else if (at - word >= DIGITS) {
                break;
            }
            at++;
        }
        text.moveTo(at);
        if (at - word >= DIGITS) {
            text.moveTo(word);
            word();
        }
    }

    /** A literal, or a number of which the first {@value #DIGITS} digits are relevant. */
    private void word() throws MalformedJson {
        int from = text.position();
        int at = from;
        boolean hasExponent = false;
        while (at < json.length && json[at] > ' ' && json[at] != ',' && PLAIN[json[at]]) {
            hasExponent |= (json[at] | 0x20) == 'e';
            at++;
        }
        if (at == from) {
            throw text.unexpected();
        }
        if (at - from > DIGITS) {
            if (hasExponent) {
                throw new MalformedJson("a number of more than %d digits".formatted(DIGITS), from);
            }
            leaveOut(from + DIGITS, at);
        }
        text.moveTo(at);
    }
}
