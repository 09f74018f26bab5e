package io.maskexport.annotation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The relevant parts of a JSON value: field names, each with the relevant parts of its value. For an array, this
 * applies to each element.
 *
 * @param names in UTF-8; at most 64, none longer than 64 bytes
 * @param children the relevant parts below each name, in the order of {@code names}
 * @param each the relevant parts below every name, if all names are relevant
 * @param textBytes how many bytes of a text are relevant
 */
record JsonFields(List<byte[]> names, List<JsonFields> children, @Nullable JsonFields each, int textBytes) {
    /** A longer name cannot match, however its characters are escaped. */
    static final int LONGEST_ESCAPED_NAME = 6 * 64;

    /** A text of which only the first {@code textBytes} bytes are relevant. */
    static JsonFields text(int textBytes) {
        return new JsonFields(List.of(), List.of(), null, textBytes);
    }

    /** A number, a literal, or an array of them; no field of an object is relevant. */
    static JsonFields value() {
        return text(0);
    }

    /** An object with these relevant fields. */
    static JsonFields object(Map<String, JsonFields> fields) {
        return object(fields, 0);
    }

    /** An object with these relevant fields, or a text in its place. */
    static JsonFields object(Map<String, JsonFields> fields, int textBytes) {
        var ordered = new LinkedHashMap<>(fields);
        return new JsonFields(
                ordered.keySet().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList(),
                List.copyOf(ordered.values()), null, textBytes);
    }

    /** An object whose names are data: all fields are relevant, and the first {@code nameBytes} bytes of each name. */
    static JsonFields each(JsonFields child, int nameBytes) {
        return new JsonFields(List.of(), List.of(), child, nameBytes);
    }

    String name(int number) {
        return new String(names.get(number), StandardCharsets.UTF_8);
    }

    /** The index of the name at this position, or -1 if it is not relevant. */
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
