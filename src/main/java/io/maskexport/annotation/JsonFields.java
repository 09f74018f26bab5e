package io.maskexport.annotation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What counts in a JSON value: names of objects, with what counts below them. An array stands for each of its elements.
 *
 * @param names in UTF-8; at most 64, none longer than 64 bytes
 * @param children what counts below each name, in the order of {@code names}
 * @param each what counts below every name, if all of them do
 * @param mostText bytes of a text from where on the rest of it does not count
 */
record JsonFields(List<byte[]> names, List<JsonFields> children, @Nullable JsonFields each, int mostText) {
    /** Bytes from where on a name is none of ours, however its characters are escaped. */
    static final int LONGEST_ESCAPED_NAME = 6 * 64;

    /** A text, of which no more than that many bytes count. */
    static JsonFields text(int most) {
        return new JsonFields(List.of(), List.of(), null, most);
    }

    /** A number, a word or an array of them: nothing in an object counts. */
    static JsonFields value() {
        return text(0);
    }

    /** An object of which these fields count. */
    static JsonFields object(Map<String, JsonFields> fields) {
        return object(fields, 0);
    }

    /** An object of which these fields count, or a text instead of it. */
    static JsonFields object(Map<String, JsonFields> fields, int mostText) {
        var ordered = new LinkedHashMap<>(fields);
        return new JsonFields(
                ordered.keySet().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList(),
                List.copyOf(ordered.values()), null, mostText);
    }

    /** An object of which all fields count, as its names are data, whose first bytes alone count. */
    static JsonFields each(JsonFields child, int mostName) {
        return new JsonFields(List.of(), List.of(), child, mostName);
    }

    String name(int number) {
        return new String(names.get(number), StandardCharsets.UTF_8);
    }

    /** The number of the name that is written there, or -1 for none that counts. */
    int find(byte[] json, int from, int to) {
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.length == to - from && Arrays.equals(name, 0, name.length, json, from, to)) {
                return i;
            }
        }
        return -1;
    }
}
