package io.maskexport.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import io.maskexport.export.MemoryProject;

/** A project of two good items, before and after the place of an item {@code m.…}, which every case uses. */
final class GoodItems {
    static final int WIDTH = 24;
    static final int HEIGHT = 16;
    static final String META = """
            {"classes": [
              {"title": "good", "shape": "rectangle", "color": "#010203"},
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
             "tags": [{"name": "known"}], "projectType": "images"}""";
    private static final String RECTANGLE = label("good",
            "\"points\": {\"exterior\": [[3, 2], [12, 9]], \"interior\": []}");

    private GoodItems() {}

    static MemoryProject project() {
        return with(Map.of());
    }

    static MemoryProject with(Map<String, byte[]> files) {
        var project = new MemoryProject().put("meta.json", META);
        item("a.png", picture(), annotation()).forEach(project::put);
        item("z.png", picture(), annotation(label("poly",
                "\"points\": {\"exterior\": [[1, 1], [20, 3], [9, 14]], \"interior\": []}"))).forEach(project::put);
        files.forEach(project::put);
        return project;
    }

    static Map<String, byte[]> item(String file, byte[] picture, String annotation) {
        return item(file, picture, bytes(annotation));
    }

    static Map<String, byte[]> item(String file, byte[] picture, byte[] annotation) {
        return new TreeMap<>(Map.of("ds/img/" + file, picture, "ds/ann/" + file + ".json", annotation));
    }

    /** A gradient of 24 x 16 pixels. */
    static byte[] picture() {
        return PngFile.rgb(WIDTH, HEIGHT).bytes();
    }

    /** An annotation of 24 x 16 pixels with these labels, followed by a good one. */
    static String annotation(String... labels) {
        return sized(WIDTH, HEIGHT, labels);
    }

    static String sized(int width, int height, String... labels) {
        var objects = labels.length == 0 ? RECTANGLE : String.join(", ", labels) + ", " + RECTANGLE;
        return "{\"size\": {\"width\": %d, \"height\": %d}, \"tags\": [], \"objects\": [%s]}".formatted(width, height,
                objects);
    }

    static String label(String title, String fields) {
        return "{\"classTitle\": \"" + title + "\", \"tags\": [], " + fields + "}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
