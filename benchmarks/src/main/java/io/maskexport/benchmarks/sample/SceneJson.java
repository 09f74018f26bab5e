package io.maskexport.benchmarks.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.maskexport.geometry.Geometry.Polygon;

/** Writes scenes as the annotation tool does, including the fields that an export ignores. */
public final class SceneJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String TIME = "2026-11-24T08:00:00.000Z";

    private SceneJson() {}

    /** Writes the shape fields of one label. */
    @FunctionalInterface
    private interface ShapeFields<T> {
        void write(JsonGenerator json, T figure) throws IOException;
    }

    /** The scene as polygons, to be read with {@link SampleClasses#POLYGONS}. */
    public static byte[] polygons(SampleScene scene) {
        return document(scene, scene.polygons(), SceneJson::polygon);
    }

    /** The scene as bitmaps, to be read with {@link SampleClasses#BITMAPS}. */
    public static byte[] bitmaps(SampleScene scene, List<BrushedPolygon> bitmaps) {
        return document(scene, bitmaps, SceneJson::bitmap);
    }

    private static <T> byte[] document(SampleScene scene, List<T> figures, ShapeFields<T> fields) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("description", "");
            emptyArray(json, "tags");
            json.writeObjectFieldStart("size");
            json.writeNumberField("height", scene.height());
            json.writeNumberField("width", scene.width());
            json.writeEndObject();
            json.writeArrayFieldStart("objects");
            for (int i = 0; i < figures.size(); i++) {
                json.writeStartObject();
                common(json, scene, i);
                fields.write(json, figures.get(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void common(JsonGenerator json, SampleScene scene, int i) throws IOException {
        json.writeNumberField("id", 497_521_000L + i);
        json.writeStringField("classTitle", scene.objectClass(i).title());
        json.writeStringField("labelerLogin", "annotator");
        json.writeStringField("createdAt", TIME);
        json.writeStringField("updatedAt", TIME);
        emptyArray(json, "tags");
    }

    private static void polygon(JsonGenerator json, Polygon polygon) throws IOException {
        json.writeStringField("geometryType", "polygon");
        json.writeObjectFieldStart("points");
        json.writeArrayFieldStart("exterior");
        for (int i = 0; i < polygon.exterior().count(); i++) {
            pair(json, polygon.exterior().x(i), polygon.exterior().y(i));
        }
        json.writeEndArray();
        emptyArray(json, "interior");
        json.writeEndObject();
    }

    private static void bitmap(JsonGenerator json, BrushedPolygon bitmap) throws IOException {
        json.writeStringField("geometryType", "bitmap");
        json.writeObjectFieldStart("bitmap");
        json.writeStringField("data", bitmap.data());
        json.writeFieldName("origin");
        pair(json, bitmap.left(), bitmap.top());
        json.writeEndObject();
    }

    private static void pair(JsonGenerator json, int x, int y) throws IOException {
        json.writeArray(new int[] {x, y}, 0, 2);
    }

    private static void emptyArray(JsonGenerator json, String name) throws IOException {
        json.writeArrayFieldStart(name);
        json.writeEndArray();
    }
}
