package io.maskexport.annotation;

import java.util.Map;

import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.BITMAP_TEXT;
import static io.maskexport.defect.Limit.NAME_LENGTH;

/** The fields of annotations and of {@code meta.json} that affect masks or notices; all others may hold anything. */
final class AnnotationFields {
    /** The longest encoding of a character: {@code \\u0041}. */
    private static final int BYTES_PER_CHARACTER = 6;
    private static final int ID = 100;

    private AnnotationFields() {}

    /** @param tagValues whether the values of tags are relevant */
    static JsonFields annotation(Limits limits, boolean tagValues) {
        var value = JsonFields.value();
        var tags = tagValues ? tagsWithValues(limits) : tags(limits);
        return JsonFields.object(Map.of(
                "size", JsonFields.object(Map.of("width", value, "height", value)),
                "tags", tags,
                "objects", label(limits, tags)));
    }

    static JsonFields meta(Limits limits) {
        var text = JsonFields.text(textBytes(limits));
        var colour = JsonFields.object(Map.of("color", text));
        var template = JsonFields.object(Map.of(
                "nodes", JsonFields.each(colour, textBytes(limits)),
                "edges", JsonFields.object(Map.of("src", text, "dst", text, "color", text))));
        return JsonFields.object(Map.of(
                "projectType", text,
                "classes", JsonFields.object(
                        Map.of("title", text, "shape", text, "color", text, "geometry_config", template)),
                "tags", tags(limits), "tags_images", tags(limits), "tags_objects", tags(limits)));
    }

    private static JsonFields label(Limits limits, JsonFields tags) {
        var text = JsonFields.text(textBytes(limits));
        var value = JsonFields.value();
        var rings = JsonFields.object(Map.of("exterior", value, "interior", value));
        var nodes = JsonFields.each(JsonFields.object(Map.of("loc", value, "disabled", value)), textBytes(limits));
        var image = JsonFields.object(
                Map.of("origin", value, "data", JsonFields.text(limits.intOf(BITMAP_TEXT) + 1)));
        return JsonFields.object(Map.ofEntries(
                Map.entry("id", JsonFields.text(ID)),
                Map.entry("classTitle", text), Map.entry("geometryType", text), Map.entry("shape", text),
                Map.entry("tags", tags),
                Map.entry("points", rings), Map.entry("parts", rings),
                Map.entry("nodes", nodes), Map.entry("vertices", nodes),
                Map.entry("faces", value), Map.entry("angle", value),
                Map.entry("bitmap", image), Map.entry("multichannelBitmap", image)));
    }

    /** A tag is an object with a name; in old projects, just the name. */
    private static JsonFields tags(Limits limits) {
        int bytes = textBytes(limits);
        return JsonFields.object(Map.of("name", JsonFields.text(bytes)), bytes);
    }

    private static JsonFields tagsWithValues(Limits limits) {
        var text = JsonFields.text(textBytes(limits));
        return JsonFields.object(Map.of("name", text, "value", text), textBytes(limits));
    }

    /** Enough bytes that text beyond them is certain to exceed the character limit of a name. */
    private static int textBytes(Limits limits) {
        return (limits.intOf(NAME_LENGTH) + 2) * BYTES_PER_CHARACTER;
    }
}
