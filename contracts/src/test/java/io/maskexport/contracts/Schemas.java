package io.maskexport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The JSON Schemas of this module, applied by an independent validator. */
final class Schemas {
    static final Path FOLDER = Path.of("schemas");
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String BASE = "https://schemas.test/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder
                    .schemas((String iri) -> iri.startsWith(BASE) ? text(iri.substring(BASE.length())) : null));

    private Schemas() {}

    /** The errors that a schema reports. */
    static List<String> problems(String schema, byte[] json) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + schema + ".json"))
                .validate(new String(json, UTF_8), InputFormat.JSON).stream().map(Object::toString).toList();
    }

    static JsonNode read(String schema) {
        try {
            return MAPPER.readTree(text(schema + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code export-requested} for {@code EXPORT_REQUESTED}. */
    static String nameOf(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
