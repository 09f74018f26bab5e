package io.maskexport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes and reads records as JSON. Equal values give equal bytes: properties in the order of the record's components,
 * maps sorted, UTF-8 with only the escapes that JSON requires, an unpaired surrogate as {@code ?}.
 */
public final class JsonRecords {
    private static final JsonMapper MAPPER = JsonMapper.builder(UntrustedJson.factory().build())
            .annotationIntrospector(new NullMarkedRecords())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final JsonMapper STRICT = MAPPER.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .addHandler(new UnknownContent())
            .build();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators
            .createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonRecords() {}

    /** On one line, without spaces. */
    public static byte[] write(Object value) {
        return bytes(MAPPER.writer(), value, "");
    }

    /** As {@link #write(Object)}, an object with its header's properties before its own. */
    public static byte[] write(RecordHeader header, Object value) {
        var first = new String(write(header), UTF_8);
        var then = new String(write(value), UTF_8);
        boolean both = first.length() > 2 && then.length() > 2;
        return (first.substring(0, first.length() - 1) + (both ? "," : "") + then.substring(1)).getBytes(UTF_8);
    }

    /** For people: indented, with a final line feed. */
    public static byte[] writePretty(Object value) {
        return bytes(PRETTY, value, "\n");
    }

    /**
     * Reads a record of this package, or one annotated in the same way. Unknown properties are ignored; every component
     * that is neither {@code @Nullable} nor a collection is required.
     *
     * @throws JsonProcessingException if it is not JSON, {@code null} or not of this type; the message names the place
     */
    public static <T> T read(byte[] json, Class<T> type) throws JsonProcessingException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw MismatchedInputException.from(null, type, "it is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) { // its encoding is none, such as UTF-32 with other characters
            throw new JsonParseException(null, e.getMessage(), e);
        }
    }

    /**
     * Reads a record as {@link #read(byte[], Class)} does, and drops nothing: what only another version knows is refused.
     * The properties of a {@link RecordHeader} may be there.
     *
     * @throws UnknownContentException if it has a property, or a constant of an enum, that is not known
     */
    public static <T> T readStrictly(byte[] json, Class<T> type) throws IOException {
        try {
            return STRICT.readerFor(type).withAttribute(UnknownContent.HEADED, type).readValue(json);
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof UnknownContentException unknown ? unknown : e;
        }
    }

    static <T> T read(JsonNode json, Class<T> type) throws IOException {
        return MAPPER.treeToValue(json, type);
    }

    /** Goes through a string, because the byte generator throws at an unpaired surrogate. */
    private static byte[] bytes(ObjectWriter writer, Object value, String end) {
        try {
            return (writer.writeValueAsString(value) + end).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a value without JSON: " + value.getClass(), e);
        }
    }
}
