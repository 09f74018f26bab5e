package io.maskexport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Records as JSON. The same value always has the same bytes: properties in the order of the record's components, maps
 * sorted, UTF-8 without escapes that JSON does not ask for, half a pair of surrogates as {@code ?}.
 */
public final class JsonRecords {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new NullMarkedRecords())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators
            .createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonRecords() {}

    /** In one line, without spaces. */
    public static byte[] write(Object value) {
        return bytes(MAPPER.writer(), value, "");
    }

    /** For people: indented, with a line feed at the end. */
    public static byte[] writePretty(Object value) {
        return bytes(PRETTY, value, "\n");
    }

    /**
     * Reads a record of this package, or one annotated like them. Unknown properties are passed over; whatever is neither
     * {@code @Nullable} nor a list must be there.
     *
     * @throws IOException not JSON, or not of that form; the message says where
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }

    static <T> T read(JsonNode json, Class<T> type) throws IOException {
        return MAPPER.treeToValue(json, type);
    }

    /** By way of a string: the generator of bytes throws at half a pair of surrogates. */
    private static byte[] bytes(ObjectWriter writer, Object value, String end) {
        try {
            return (writer.writeValueAsString(value) + end).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a value without JSON: " + value.getClass(), e);
        }
    }
}
