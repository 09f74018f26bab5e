package io.maskexport.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.BAD_COORDINATE;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;
import static io.maskexport.defect.DefectCode.OUTSIDE_CANVAS;
import static io.maskexport.defect.DefectCode.SHAPE_NOT_2D;
import static io.maskexport.defect.DefectCode.UNKNOWN_CLASS;
import static io.maskexport.defect.DefectCode.UNKNOWN_GRAPH_NODE;

/** Labels with an invalid geometry, for each geometry, before a good label of the same item. */
final class GeometryCases {
    private static final String FACE = "[0, 1, 2, 3]";
    private static final String CUBOID_POINTS = "\"points\": [[1, 1], [8, 1], [8, 8], [1, 8]]";

    private GeometryCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(Stream.of("poly", "box", "line", "point").flatMap(GeometryCases::outlines), polygons(),
                multipolygons(), corners(), lines(), points(), graphs(), cuboids(), flatCuboids(), boxes(),
                coordinates(), others());
    }

    private static HostileCase label(String title, String name, String fields, DefectCode... codes) {
        return HostileCase.label(title + ": " + name, GoodItems.label(title, fields), codes);
    }

    private static String outline(String exterior) {
        return "\"points\": {\"exterior\": " + exterior + ", \"interior\": []}";
    }

    /** The rules common to all geometries with {@code points.exterior}. */
    private static Stream<HostileCase> outlines(String title) {
        return Stream.of(
                label(title, "no points", "\"id\": 1", BROKEN_GEOMETRY),
                label(title, "points are null", "\"points\": null", BROKEN_GEOMETRY),
                label(title, "points are a text", "\"points\": \"[[1, 2]]\"", BROKEN_GEOMETRY),
                label(title, "points are a number", "\"points\": 7", BROKEN_GEOMETRY),
                label(title, "points are a list", "\"points\": [[1, 2], [3, 4]]", BROKEN_GEOMETRY),
                label(title, "no exterior", "\"points\": {\"interior\": []}", BROKEN_GEOMETRY),
                label(title, "exterior is null", outline("null"), BROKEN_GEOMETRY),
                label(title, "exterior is empty", outline("[]"), BROKEN_GEOMETRY),
                label(title, "exterior is an object", outline("{\"x\": 1}"), BROKEN_GEOMETRY),
                label(title, "no interior", "\"points\": {\"exterior\": [[1, 2], [9, 9]]}", BROKEN_GEOMETRY),
                label(title, "a point of one number", outline("[[1, 2], [3]]"), BROKEN_GEOMETRY),
                label(title, "a point of three numbers", outline("[[1, 2], [3, 4, 5]]"), BROKEN_GEOMETRY),
                label(title, "a point of texts", outline("[[\"1\", \"2\"], [3, 4]]"), BROKEN_GEOMETRY),
                label(title, "a point that is null", outline("[null, [3, 4]]"), BROKEN_GEOMETRY),
                label(title, "a point that is nested", outline("[[[1, 2]], [3, 4]]"), BROKEN_GEOMETRY));
    }

    private static Stream<HostileCase> polygons() {
        return Stream.of(
                label("poly", "one point", outline("[[5, 5]]")),
                label("poly", "all points the same", outline("[[5, 5], [5, 5], [5, 5], [5, 5]]")),
                label("poly", "points on one line", outline("[[1, 5], [9, 5], [4, 5]]")),
                label("poly", "interior is a list of points",
                        "\"points\": {\"exterior\": [[1, 1], [9, 1], [9, 9]], \"interior\": [[2, 2], [3, 3]]}",
                        BROKEN_GEOMETRY),
                label("poly", "an empty hole",
                        "\"points\": {\"exterior\": [[1, 1], [9, 1], [9, 9]], \"interior\": [[]]}"),
                label("poly", "a hole larger than the polygon",
                        "\"points\": {\"exterior\": [[3, 3], [6, 3], [6, 6]], \"interior\": [[[0, 0], [23, 0], [23, 15], [0, 15]]]}"),
                label("poly", "outside on the left", outline("[[-9, 1], [-2, 1], [-2, 9]]"), OUTSIDE_CANVAS),
                label("poly", "outside below", outline("[[1, 16], [9, 16], [9, 30]]"), OUTSIDE_CANVAS),
                label("poly", "around the whole canvas",
                        outline("[[-99, -99], [99, -99], [99, 99], [-99, 99]]")),
                label("poly", "a canvas edge without area", outline("[[-1, 5], [-1, 5], [-1, 5]]"), OUTSIDE_CANVAS));
    }

    private static Stream<HostileCase> multipolygons() {
        return Stream.of(
                label("multi", "no parts", "\"id\": 1", BROKEN_GEOMETRY),
                label("multi", "parts are empty", "\"parts\": []", BROKEN_GEOMETRY),
                label("multi", "parts are an object", "\"parts\": {}", BROKEN_GEOMETRY),
                label("multi", "a part is null", "\"parts\": [null]", BROKEN_GEOMETRY),
                label("multi", "a part without exterior", "\"parts\": [{\"interior\": []}]", BROKEN_GEOMETRY),
                label("multi", "a part of two points", "\"parts\": [{\"exterior\": [[1, 1], [2, 2]]}]",
                        BROKEN_GEOMETRY),
                label("multi", "one good part and a broken one",
                        "\"parts\": [{\"exterior\": [[1, 1], [5, 1], [5, 5]]}, {\"exterior\": []}]", BROKEN_GEOMETRY),
                label("multi", "a hole of two points",
                        "\"parts\": [{\"exterior\": [[1, 1], [9, 1], [9, 9]], \"interior\": [[[2, 2], [3, 3]]]}]",
                        BROKEN_GEOMETRY),
                label("multi", "all parts outside", "\"parts\": [{\"exterior\": [[30, 1], [35, 1], [35, 5]]}]",
                        OUTSIDE_CANVAS));
    }

    private static Stream<HostileCase> corners() {
        return Stream.of(
                label("box", "one corner", outline("[[1, 2]]"), BROKEN_GEOMETRY),
                label("box", "three corners", outline("[[1, 2], [3, 4], [5, 6]]"), BROKEN_GEOMETRY),
                label("box", "two equal corners", outline("[[5, 5], [5, 5]]")),
                label("box", "corners of ten million",
                        outline("[[-10000000, -10000000], [10000000, 10000000]]")),
                label("box", "outside on the right", outline("[[24, 0], [30, 15]]"), OUTSIDE_CANVAS),
                label("box", "outside above", outline("[[0, -9], [23, -1]]"), OUTSIDE_CANVAS));
    }

    private static Stream<HostileCase> lines() {
        return Stream.of(
                label("line", "one point", outline("[[5, 5]]"), BROKEN_GEOMETRY),
                label("line", "one point twice", outline("[[5, 5], [5, 5]]")),
                label("line", "outside", outline("[[-5, -5], [-9, -5]]"), OUTSIDE_CANVAS),
                label("line", "from ten million to ten million",
                        outline("[[-10000000, -10000000], [10000000, 10000000]]")),
                label("line", "the same points a thousand times", outline(IntStream.range(0, 1_000)
                        .mapToObj(i -> i % 2 == 0 ? "[1, 1]" : "[20, 12]")
                        .collect(Collectors.joining(", ", "[", "]")))));
    }

    private static Stream<HostileCase> points() {
        return Stream.of(
                label("point", "two points", outline("[[1, 2], [3, 4]]"), BROKEN_GEOMETRY),
                label("point", "outside by one", outline("[[24, 5]]"), OUTSIDE_CANVAS),
                label("point", "outside by a fraction", outline("[[-0.001, 5]]"), OUTSIDE_CANVAS));
    }

    private static Stream<HostileCase> graphs() {
        return Stream.of(
                label("graph", "no nodes", "\"id\": 1", BROKEN_GEOMETRY),
                label("graph", "nodes are a list", "\"nodes\": [{\"loc\": [1, 2]}]", BROKEN_GEOMETRY),
                label("graph", "nodes are empty", "\"nodes\": {}"),
                label("graph", "a node without place", "\"nodes\": {\"a\": {}}", BROKEN_GEOMETRY),
                label("graph", "a node that is null", "\"nodes\": {\"a\": null}", BROKEN_GEOMETRY),
                label("graph", "a place of three numbers", "\"nodes\": {\"a\": {\"loc\": [1, 2, 3]}}",
                        BROKEN_GEOMETRY),
                label("graph", "a node that the template lacks", "\"nodes\": {\"zz\": {\"loc\": [1, 2]}}",
                        UNKNOWN_GRAPH_NODE),
                label("graph", "a node of half a surrogate pair", "\"nodes\": {\"\\ud800\": {\"loc\": [1, 2]}}",
                        UNKNOWN_GRAPH_NODE),
                label("graph", "a node of the other half", "\"nodes\": {\"b\\udc00\": {\"loc\": [1, 2]}}",
                        UNKNOWN_GRAPH_NODE),
                label("graph", "a node of a pair", "\"nodes\": {\"\\ud83d\\ude00\": {\"loc\": [1, 2]}}",
                        UNKNOWN_GRAPH_NODE),
                label("graph", "a node outside", "\"nodes\": {\"a\": {\"loc\": [1, 2]}, \"b\": {\"loc\": [99, 2]}}",
                        OUTSIDE_CANVAS),
                label("graph", "both nodes in one place",
                        "\"nodes\": {\"a\": {\"loc\": [5, 5]}, \"b\": {\"loc\": [5, 5]}}"),
                label("graph", "all nodes disabled",
                        "\"nodes\": {\"a\": {\"loc\": [1, 2], \"disabled\": true}, \"b\": {\"loc\": [3, 4], \"disabled\": true}}"));
    }

    private static Stream<HostileCase> cuboids() {
        return Stream.of(
                label("cuboid", "no faces", CUBOID_POINTS, BROKEN_GEOMETRY),
                label("cuboid", "no points", faces(FACE, FACE, FACE), BROKEN_GEOMETRY),
                label("cuboid", "two faces", CUBOID_POINTS + ", " + faces(FACE, FACE), BROKEN_GEOMETRY),
                label("cuboid", "four faces", CUBOID_POINTS + ", " + faces(FACE, FACE, FACE, FACE), BROKEN_GEOMETRY),
                label("cuboid", "a face of three indices", CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "a face of five indices", CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2, 3, 0]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "an index of -1", CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2, -1]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "an index beyond the points", CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2, 4]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "an index of 2^40",
                        CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2, 1099511627776]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "an index of a half", CUBOID_POINTS + ", " + faces(FACE, FACE, "[0, 1, 2, 0.5]"),
                        BROKEN_GEOMETRY),
                label("cuboid", "a point outside", "\"points\": [[1, 1], [99, 1], [8, 8], [1, 8]], "
                        + faces(FACE, FACE, FACE), OUTSIDE_CANVAS));
    }

    private static String faces(String... faces) {
        return "\"faces\": [" + String.join(", ", faces) + "]";
    }

    private static Stream<HostileCase> flatCuboids() {
        return Stream.of(
                label("cuboid2", "no vertices", "\"id\": 1", BROKEN_GEOMETRY),
                label("cuboid2", "vertices are a list", "\"vertices\": []", BROKEN_GEOMETRY),
                label("cuboid2", "seven vertices", vertices(Map.of("face2-topleft", "")), BROKEN_GEOMETRY),
                label("cuboid2", "a ninth vertex", vertices(Map.of("face3-topleft", "{\"loc\": [1, 1]}")),
                        BROKEN_GEOMETRY),
                label("cuboid2", "a vertex without place", vertices(Map.of("face2-topleft", "{}")), BROKEN_GEOMETRY),
                label("cuboid2", "a vertex outside", vertices(Map.of("face2-topleft", "{\"loc\": [1, 99]}")),
                        OUTSIDE_CANVAS),
                label("cuboid2", "all vertices in one place", vertices(Map.of())));
    }

    /** Eight vertices with changes; an empty text removes a vertex. */
    private static String vertices(Map<String, String> changes) {
        var vertices = new TreeMap<String, String>();
        for (var face : new String[] {"face1-", "face2-"}) {
            for (var corner : new String[] {"topleft", "topright", "bottomright", "bottomleft"}) {
                vertices.put(face + corner, "{\"loc\": [5, 5]}");
            }
        }
        vertices.putAll(changes);
        return vertices.entrySet().stream().filter(vertex -> !vertex.getValue().isEmpty())
                .map(vertex -> "\"" + vertex.getKey() + "\": " + vertex.getValue())
                .collect(Collectors.joining(", ", "\"vertices\": {", "}"));
    }

    private static Stream<HostileCase> boxes() {
        var corners = "\"points\": [[2, 2], [9, 9]]";
        return Stream.of(
                label("obb", "no angle", corners, BROKEN_GEOMETRY),
                label("obb", "an angle that is a text", corners + ", \"angle\": \"0\"", BROKEN_GEOMETRY),
                label("obb", "an angle that is no number", corners + ", \"angle\": NaN", BAD_COORDINATE),
                label("obb", "an angle of infinity", corners + ", \"angle\": -Infinity", BAD_COORDINATE),
                label("obb", "an angle of 1e400", corners + ", \"angle\": 1e400", BAD_COORDINATE),
                label("obb", "an angle of 1e300", corners + ", \"angle\": 1e300"),
                label("obb", "three corners", "\"points\": [[2, 2], [9, 9], [1, 1]], \"angle\": 0", BROKEN_GEOMETRY),
                label("obb", "corners of ten million",
                        "\"points\": [[-10000000, -10000000], [10000000, 10000000]], \"angle\": 0.5"));
    }

    private static HostileCase coordinate(String number, DefectCode... codes) {
        return label("point", "at " + number, outline("[[" + number + ", 5]]"), codes);
    }

    private static Stream<HostileCase> coordinates() {
        return Stream.of(
                coordinate("NaN", BAD_COORDINATE), coordinate("Infinity", BAD_COORDINATE),
                coordinate("-Infinity", BAD_COORDINATE), coordinate("1e999", BAD_COORDINATE),
                coordinate("-1e999", BAD_COORDINATE), coordinate("10000001", BAD_COORDINATE),
                coordinate("-10000000.5", BAD_COORDINATE), coordinate("2147483648", BAD_COORDINATE),
                coordinate("-2147483649", BAD_COORDINATE), coordinate("9223372036854775808", BAD_COORDINATE),
                coordinate("10000000", OUTSIDE_CANVAS), coordinate("1e-320"), coordinate("-0.0"), coordinate("5E0"),
                coordinate("4.9999999999999999999999"), coordinate("true", BROKEN_GEOMETRY),
                coordinate("null", BROKEN_GEOMETRY), coordinate("{}", BROKEN_GEOMETRY));
    }

    private static Stream<HostileCase> others() {
        return Stream.of(
                HostileCase.label("a class that meta.json lacks", GoodItems.label("nobody", outline("[[1, 2]]")),
                        UNKNOWN_CLASS),
                HostileCase.label("a class in other capitals", GoodItems.label("Poly", outline("[[1, 2]]")),
                        UNKNOWN_CLASS),
                HostileCase.label("a class with a space behind", GoodItems.label("poly ", outline("[[1, 2]]")),
                        UNKNOWN_CLASS),
                HostileCase.label("no class", "{\"tags\": [], " + outline("[[1, 2]]") + "}", BROKEN_GEOMETRY),
                HostileCase.label("a class that is a number", "{\"classTitle\": 7, " + outline("[[1, 2]]") + "}",
                        BROKEN_GEOMETRY),
                HostileCase.label("a label that is null", "null", BROKEN_GEOMETRY),
                HostileCase.label("a label that is a text", "\"poly\"", BROKEN_GEOMETRY),
                HostileCase.label("a label that is a list", "[[1, 2], [3, 4]]", BROKEN_GEOMETRY),
                HostileCase.label("a label of nothing", "{}", BROKEN_GEOMETRY),
                label("solid", "in an image project", "\"geometryType\": \"cuboid_3d\"", SHAPE_NOT_2D),
                label("any", "a cloud of points", "\"geometryType\": \"point_cloud\"", SHAPE_NOT_2D),
                label("any", "a mask of three dimensions", "\"geometryType\": \"mask_3d\"", SHAPE_NOT_2D));
    }
}
