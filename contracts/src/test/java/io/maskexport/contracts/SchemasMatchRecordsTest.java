package io.maskexport.contracts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares each record with its schema: the same properties, of the same types, with the same required ones. */
class SchemasMatchRecordsTest {
    private final Set<String> compared = new TreeSet<>();

    @ParameterizedTest
    @EnumSource
    void a_schema_has_the_components_of_its_record(MessageType type) {
        boolean command = ExportCommand.class.isAssignableFrom(type.record());

        compare(type.record(), Schemas.nameOf(type), Schemas.read(Schemas.nameOf(type)), !command);
    }

    @Test
    void the_schema_of_the_manifest_has_the_components_of_its_record() {
        compare(Manifest.class, "manifest", Schemas.read("manifest"), true);

        assertThat(compared).contains("Manifest", "ExportContent", "ClassEntry", "ArchivePart", "MaskCounts",
                "WarningCounts", "WarningExample");
    }

    @Test
    void the_schema_of_the_reason_names_the_known_codes() {
        assertThat(Schemas.read("common").at("/$defs/reason/examples")).map(JsonNode::textValue)
                .containsExactlyElementsOf(Stream.of(ReasonCode.values()).map(Enum::name).toList());
    }

    /** @param whole whether all components that are never absent are required; in commands, some have defaults */
    private void compare(Type type, String file, JsonNode place, boolean whole) {
        var schema = place.path("$ref").isMissingNode() ? place : resolve(file, place.path("$ref").textValue());
        var where = place.path("$ref").asText("").startsWith("#") || place.path("$ref").isMissingNode()
                ? file
                : place.path("$ref").textValue().split("\\.json", 2)[0];
        switch (type) {
            case ParameterizedType list when Collection.class.isAssignableFrom((Class<?>) list.getRawType()) -> {
                assertThat(schema.path("type").textValue()).isEqualTo("array");
                compare(list.getActualTypeArguments()[0], where, schema.path("items"), whole);
            }
            case ParameterizedType map -> {
                assertThat(map.getRawType()).isEqualTo(SortedMap.class);
                compare(map.getActualTypeArguments()[1], where, schema.path("additionalProperties"), whole);
            }
            case Class<?> c when c == FailureBudget.class || c == SampleSize.class -> assertThat(schema.path("oneOf"))
                    .map(kind -> kind.path("type").textValue()).containsExactly("integer", "string");
            case Class<?> c when c == DrawOrderChoice.class -> assertThat(schema.path("oneOf"))
                    .map(kind -> kind.path("type").textValue()).containsExactly("string", "array");
            case Class<?> c when c.isRecord() -> compareRecord(c, where, schema, whole);
            case Class<?> c when c == ReasonCode.class -> assertThat(schema.path("type").asText()).isEqualTo("string");
            case Class<?> c when c.isEnum() -> assertThat(schema.path("enum")).map(JsonNode::textValue)
                    .containsExactlyElementsOf(
                            Stream.of(c.getEnumConstants()).map(e -> ((WireName) e).wire()).toList());
            case Class<?> c -> assertThat(schema.path("type").asText()).isEqualTo(simple(c));
            default -> throw new AssertionError(type);
        }
    }

    private void compareRecord(Class<?> type, String file, JsonNode schema, boolean whole) {
        compared.add(type.getSimpleName());
        var base = schema.has("allOf") && !schema.has("properties")
                ? resolve(file, schema.at("/allOf/0/$ref").textValue())
                : schema;
        var expected = new TreeSet<String>();
        var owed = new TreeSet<String>();
        if (hasVersion(type)) {
            expected.add("version");
            owed.add("version");
        }
        for (var component : components(type).toList()) {
            expected.add(component.getName());
            if (isAlwaysThere(component)) {
                owed.add(component.getName());
            }
            boolean filled = whole && component.getType() != ExportRequested.class && type != ExportRequested.class;
            compare(component.getGenericType(), file, base.path("properties").path(component.getName()), filled);
        }
        assertThat(base.path("properties").fieldNames()).toIterable().as(type.getSimpleName())
                .containsExactlyInAnyOrderElementsOf(expected);
        if (whole && type != BucketLocation.class) {
            assertThat(schema.path("required")).as(type.getSimpleName()).map(JsonNode::textValue)
                    .containsExactlyInAnyOrderElementsOf(owed);
        }
    }

    /** Those of an unwrapped record stand in the place of the record. */
    private static Stream<RecordComponent> components(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? components(component.getType())
                        : Stream.of(component));
    }

    private static boolean hasVersion(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getName().equals("version"));
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getAccessor().getAnnotation(JsonInclude.class) == null
                && !isWrittenIfSet(component.getDeclaringRecord());
    }

    private static boolean isWrittenIfSet(Class<?> type) {
        var include = type.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_DEFAULT;
    }

    private static JsonNode resolve(String file, String reference) {
        var parts = reference.split("#", 2);
        var document = Schemas.read(parts[0].isEmpty() ? file : parts[0].replace(".json", ""));
        return parts.length == 1 ? document : document.at(parts[1]);
    }

    private static String simple(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "integer";
            case "boolean", "Boolean" -> "boolean";
            case "String" -> "string";
            default -> throw new AssertionError(type);
        };
    }
}
