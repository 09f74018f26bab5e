package io.maskexport.contracts;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The table of all fields of a request in docs/messages.md, from the schema. */
final class RequestFieldsTable {
    /** A longer pattern is told in words, by the description. */
    private static final int READABLE_PATTERN = 33;

    private RequestFieldsTable() {}

    static String markdown() {
        return rows("", Schemas.read("export-requested")).collect(Collectors.joining("\n",
                "| Field | Type | Default | Range | Meaning |\n|---|---|---|---|---|\n", "\n"));
    }

    /** @param path of the object, empty or ending with a dot */
    private static Stream<String> rows(String path, JsonNode object) {
        return object.path("properties").properties().stream().flatMap(property -> {
            var schema = resolved(property.getValue());
            var row = "| `%s%s` | %s | %s | %s | %s |".formatted(path, property.getKey(), type(schema),
                    defaultOf(schema, isRequired(object, property.getKey())), range(schema), meaning(schema));
            return Stream.of(Stream.of(row), rows(path + property.getKey() + ".", schema),
                    rows(path + property.getKey() + "[].", schema.path("items"))).flatMap(rows -> rows);
        });
    }

    /** The schema that a reference names; what stands beside the reference holds instead. */
    private static JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").textValue();
        if (reference == null) {
            return schema;
        }
        ObjectNode common = Schemas.read("common").at(reference.substring(reference.indexOf('#') + 1)).deepCopy();
        schema.properties().forEach(property -> common.set(property.getKey(), property.getValue()));
        return common;
    }

    private static boolean isRequired(JsonNode object, String name) {
        return elements(object.path("required")).anyMatch(required -> required.asText().equals(name));
    }

    private static String type(JsonNode schema) {
        if (schema.has("oneOf")) {
            return elements(schema.path("oneOf")).map(RequestFieldsTable::type).collect(Collectors.joining(" or "));
        }
        if (schema.path("type").asText().equals("array")) {
            return "array of " + type(resolved(schema.path("items"))) + "s";
        }
        return schema.has("enum") ? "string" : schema.path("type").asText("integer");
    }

    private static String defaultOf(JsonNode schema, boolean required) {
        if (required) {
            return "required";
        }
        var value = schema.path("default");
        return value.isMissingNode() ? "" : "`" + value + "`";
    }

    private static String range(JsonNode schema) {
        if (schema.has("oneOf")) {
            return elements(schema.path("oneOf")).map(RequestFieldsTable::range).filter(range -> !range.isEmpty())
                    .collect(Collectors.joining("; "));
        }
        if (schema.has("const")) {
            return "`" + schema.path("const") + "`";
        }
        if (schema.has("enum")) {
            return elements(schema.path("enum")).map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (schema.has("maximum")) {
            return grouped(schema.path("minimum")) + " to " + grouped(schema.path("maximum"));
        }
        return lengthOrPattern(schema);
    }

    private static String lengthOrPattern(JsonNode schema) {
        if (schema.has("maxItems")) {
            return "at most " + grouped(schema.path("maxItems"));
        }
        if (schema.has("maxLength")) {
            return (schema.has("minLength") ? schema.path("minLength") + " to " : "at most ")
                    + grouped(schema.path("maxLength")) + " characters";
        }
        var pattern = schema.path("pattern").asText();
        return pattern.isEmpty() || pattern.length() > READABLE_PATTERN ? "" : "`" + pattern.replace("|", "\\|") + "`";
    }

    /** The first sentence of the description. */
    private static String meaning(JsonNode schema) {
        return schema.path("description").asText().split("(?<=\\.) ", 2)[0];
    }

    private static String grouped(JsonNode number) {
        return number.asLong() == Long.MAX_VALUE ? "2⁶³ − 1" : String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
