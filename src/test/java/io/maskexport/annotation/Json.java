package io.maskexport.annotation;

import java.nio.charset.StandardCharsets;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/** JSON documents for tests. */
public final class Json {
    static final String META = """
            {"classes": [
              {"title": "poly", "shape": "polygon", "color": "#FF0000"},
              {"title": "multi", "shape": "multipolygon", "color": "#00FF00"},
              {"title": "box", "shape": "rectangle", "color": "#0000FF"},
              {"title": "line", "shape": "line", "color": "#FFFF00"},
              {"title": "point", "shape": "point", "color": "#FF00FF"},
              {"title": "mask", "shape": "bitmap", "color": "#00FFFF"},
              {"title": "alpha", "shape": "alpha_mask", "color": "#808080"},
              {"title": "graph", "shape": "graph", "color": "#FFFFFF", "geometry_config": {
                "nodes": {"a": {"label": "A", "loc": [0, 0], "color": "#010203"}, "b": {"label": "B", "loc": [1, 1]}},
                "edges": [{"src": "a", "dst": "b", "color": "#0A0B0C"}]}},
              {"title": "cuboid", "shape": "cuboid", "color": "#804000"},
              {"title": "cuboid2", "shape": "cuboid_2d", "color": "#408000"},
              {"title": "obb", "shape": "oriented_bbox", "color": "#004080"},
              {"title": "any", "shape": "any", "color": "#400080"},
              {"title": "solid", "shape": "cuboid_3d", "color": "#400081"}],
             "tags": [{"name": "known"}]}""";

    private Json() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A class of each shape. */
    public static ProjectMeta meta() {
        try {
            return ProjectMetaReader.read(bytes(META), Limits.defaults());
        } catch (DefectException e) {
            throw new IllegalStateException(e);
        }
    }

    static AnnotationReader reader() {
        return reader(Limits.defaults());
    }

    static AnnotationReader reader(Limits limits) {
        return new AnnotationReader(meta(), limits);
    }

    /** An annotation of 20 x 10 pixels with these objects. */
    static byte[] annotation(String... objects) {
        return bytes("{\"size\": {\"width\": 20, \"height\": 10}, \"tags\": [], \"objects\": ["
                + String.join(", ", objects) + "]}");
    }

    static String label(String title, String fields) {
        return "{\"classTitle\": \"" + title + "\", \"tags\": [], " + fields + "}";
    }
}
