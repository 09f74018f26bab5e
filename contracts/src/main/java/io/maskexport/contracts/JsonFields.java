package io.maskexport.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object strictly by type: a quoted number, a fraction in place of an integer, or
 * {@code null} is a problem, never a value. A substitute stands in for an invalid value, so that reading continues to
 * the other fields.
 *
 * @param path of the object, ending with a dot; empty for the message itself
 * @param known the names that have been read
 */
record JsonFields(JsonNode object, String path, FieldProblems problems, UnknownFields unknown, Set<String> known) {
    /** The fields of an object; those that are never read count as unknown. */
    static JsonFields of(JsonNode object, String path, FieldProblems problems, UnknownFields unknown) {
        return new JsonFields(object, path, problems, unknown, unknown.level(object, path));
    }

    /** A field's value; a missing node if it is absent. */
    JsonNode value(String name) {
        known.add(name);
        return object.path(name);
    }

    /** An optional object; if it is absent, so are all its fields. */
    JsonFields object(String name) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isObject()) {
            wrongType(name, "an object", value);
        }
        return of(value.isObject() ? value : JsonNodeFactory.instance.objectNode(), path + name + ".", problems,
                unknown);
    }

    /** A required object. */
    Optional<JsonFields> required(String name) {
        if (isMissing(name)) {
            return Optional.empty();
        }
        var fields = object(name);
        return Optional.of(fields).filter(_ -> value(name).isObject());
    }

    boolean isMissing(String name) {
        if (!value(name).isMissingNode()) {
            return false;
        }
        problems.malformed(path + name, "is missing");
        return true;
    }

    boolean flag(String name, boolean fallback) {
        var value = value(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrongType(name, "true or false", value);
        }
        return value.isBoolean() ? value.booleanValue() : fallback;
    }

    /** An integer in the range of {@code int}, like its bounds. */
    int number(String name, int fallback, int min, int max) {
        return Math.toIntExact(number(name, (long) fallback, min, max));
    }

    long number(String name, long fallback, long min, long max) {
        var value = value(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= min
                && value.longValue() <= max) {
            return value.longValue();
        }
        problems.wrong(path + name, "is %s, not a whole number from %d to %d".formatted(shown(value), min, max));
        return fallback;
    }

    /** @param rule returns what is wrong with the text, worded to follow the field's name; empty if it is valid */
    String text(String name, String fallback, Function<String, Optional<String>> rule) {
        var value = value(name);
        return value.isMissingNode() ? fallback : text(name, value, rule);
    }

    /** An optional string; null if absent. */
    @Nullable
    String textOrNull(String name, Function<String, Optional<String>> rule) {
        var value = value(name);
        return value.isMissingNode() ? null : text(name, value, rule);
    }

    /** A required string. */
    String requiredText(String name, Function<String, Optional<String>> rule) {
        return isMissing(name) ? "" : text(name, value(name), rule);
    }

    private String text(String name, JsonNode value, Function<String, Optional<String>> rule) {
        if (!value.isTextual()) {
            wrongType(name, "a string", value);
            return "";
        }
        var text = value.textValue();
        var wrong = UntrustedText.isUnicode(text)
                ? rule.apply(text)
                : Optional.of("is not valid Unicode: unpaired surrogate");
        wrong.ifPresent(detail -> problems.wrong(path + name, detail));
        return text;
    }

    /** A list of strings in order; empty if absent. */
    List<String> texts(String name, int limit, Function<String, Optional<String>> rule) {
        var values = value(name);
        if (!values.isMissingNode() && !values.isArray()) {
            wrongType(name, "a list", values);
        }
        if (values.size() > limit) {
            problems.wrong(path + name, "has %d entries; the maximum is %d".formatted(values.size(), limit));
            return List.of();
        }
        var texts = new ArrayList<String>(values.size());
        for (int i = 0; values.isArray() && i < values.size(); i++) {
            texts.add(text("%s[%d]".formatted(name, i), values.get(i), rule));
        }
        return texts;
    }

    /** A list of objects in order; empty if absent. An entry that is none has no fields. */
    List<JsonFields> objects(String name, int limit) {
        var values = value(name);
        if (!values.isMissingNode() && !values.isArray()) {
            wrongType(name, "a list", values);
        }
        if (values.size() > limit) {
            problems.wrong(path + name, "has %d entries; the maximum is %d".formatted(values.size(), limit));
            return List.of();
        }
        var objects = new ArrayList<JsonFields>(values.size());
        for (int i = 0; values.isArray() && i < values.size(); i++) {
            var place = "%s[%d]".formatted(name, i);
            if (values.get(i).isObject()) {
                objects.add(of(values.get(i), path + place + ".", problems, unknown));
            } else {
                wrongType(place, "an object", values.get(i));
            }
        }
        return objects;
    }

    /**
     * Whole numbers by name; empty if absent.
     *
     * @param limit largest number of them
     * @param length largest length of a name, in characters
     * @param max largest value; the smallest is 0
     */
    SortedMap<String, Integer> numbers(String name, int limit, int length, int max) {
        var values = value(name);
        var numbers = new TreeMap<String, Integer>();
        if (!values.isMissingNode() && !values.isObject()) {
            wrongType(name, "an object", values);
        } else if (values.size() > limit) {
            problems.wrong(path + name, "has %d entries; the maximum is %d".formatted(values.size(), limit));
        } else {
            values.properties().forEach(entry -> {
                var place = "%s%s[%s]".formatted(path, name, shortened(entry.getKey()));
                nameProblem(entry.getKey(), length).ifPresent(detail -> problems.wrong(place, detail));
                var value = entry.getValue();
                if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0
                        && value.intValue() <= max) {
                    numbers.put(entry.getKey(), value.intValue());
                } else {
                    problems.wrong(place, "is %s, not a whole number from 0 to %d".formatted(shown(value), max));
                }
            });
        }
        return numbers;
    }

    private static Optional<String> nameProblem(String name, int length) {
        return UntrustedText.isUnicode(name)
                ? TextRules.length(name, length).map("is a name that "::concat)
                : Optional.of("is not valid Unicode: unpaired surrogate");
    }

    /** One of an enum's constants, by its wire name. */
    <E extends Enum<E> & WireName> E choice(String name, E fallback) {
        var value = value(name);
        var constants = fallback.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (value.isTextual() && value.textValue().equals(constant.wire())) {
                return constant;
            }
        }
        if (!value.isMissingNode()) {
            var all = Stream.of(constants).map(WireName::wire).collect(Collectors.joining(", "));
            problems.wrong(path + name, "is %s, not one of %s".formatted(shown(value), all));
        }
        return fallback;
    }

    /** A number of items or a percentage; null if absent. */
    @Nullable
    FailureBudget budget(String name) {
        var value = value(name);
        var budget = FailureBudget.of(value);
        if (budget.isEmpty() && !value.isMissingNode()) {
            problems.wrong(path + name, "is %s, not %s".formatted(shown(value), FailureBudget.RULE));
        }
        return budget.orElse(null);
    }

    private void wrongType(String name, String expected, JsonNode value) {
        problems.wrong(path + name, "is %s, not %s".formatted(kind(value), expected));
    }

    /** The kind of a value, for people. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    /** A value, shortened for people. */
    static String shown(JsonNode value) {
        return value.isContainerNode() ? kind(value) : shortened(value.toString());
    }

    private static String shortened(String json) {
        return UntrustedText.printable(json.length() > 40 ? json.substring(0, 40) + "…" : json);
    }
}
