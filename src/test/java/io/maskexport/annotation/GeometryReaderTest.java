package io.maskexport.annotation;

import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GeometryReaderTest {
    private static final String SQUARE = "\"points\": {\"exterior\": [[1, 2], [5, 2], [5, 6]], \"interior\": [[[2, 3], [3, 3], [3, 4]]]}";
    private static final String CORNERS = "\"points\": {\"exterior\": [[9, 8], [1, 2]], \"interior\": []}";
    private static final String VERTICES = """
            "vertices": {"face1-topleft": {"loc": [1, 1]}, "face1-topright": {"loc": [2, 1]},
            "face1-bottomright": {"loc": [2, 2]}, "face1-bottomleft": {"loc": [1, 2]},
            "face2-bottomleft": {"loc": [3, 4]}, "face2-bottomright": {"loc": [4, 4]},
            "face2-topright": {"loc": [4, 3]}, "face2-topleft": {"loc": [3, 3]}}""";

    @Test
    void a_polygon_has_an_exterior_and_holes() throws Exception {
        assertThat(read("poly", SQUARE)).isEqualTo(
                new Geometry.Polygon(Points.of(1, 2, 5, 2, 5, 6), List.of(Points.of(2, 3, 3, 3, 3, 4))));
    }

    @Test
    void a_ring_of_one_or_two_points_repeats_its_last_point() throws Exception {
        assertThat(read("poly", "\"points\": {\"exterior\": [[1, 2]], \"interior\": [[[3, 4], [5, 6]]]}")).isEqualTo(
                new Geometry.Polygon(Points.of(1, 2, 1, 2, 1, 2), List.of(Points.of(3, 4, 5, 6, 5, 6))));
    }

    @Test
    void a_rectangle_in_a_polygon_class_is_a_polygon_of_two_points() throws Exception {
        assertThat(read("poly", "\"geometryType\": \"rectangle\", " + CORNERS))
                .isEqualTo(new Geometry.Polygon(Points.of(9, 8, 1, 2, 1, 2), List.of()));
    }

    @Test
    void coordinates_are_floored_below_zero_too() throws Exception {
        assertThat(read("point", "\"points\": {\"exterior\": [[-0.5, 2.99]], \"interior\": []}"))
                .isEqualTo(new Geometry.Point(-1, 2));
    }

    @Test
    void a_multipolygon_needs_no_interior() throws Exception {
        assertThat(read("multi", "\"parts\": [{\"exterior\": [[1, 1], [2, 1], [2, 2]]}]")).isEqualTo(
                new Geometry.MultiPolygon(List.of(new Geometry.Polygon(Points.of(1, 1, 2, 1, 2, 2), List.of()))));
    }

    @Test
    void the_corners_of_a_rectangle_are_sorted() throws Exception {
        assertThat(read("box", CORNERS)).isEqualTo(new Geometry.Rectangle(1, 2, 9, 8));
    }

    @Test
    void a_line_keeps_its_points() throws Exception {
        assertThat(read("line", CORNERS)).isEqualTo(new Geometry.Polyline(Points.of(9, 8, 1, 2)));
    }

    @Test
    void an_oriented_box_has_corners_and_an_angle() throws Exception {
        assertThat(read("obb", "\"angle\": -0.5, \"points\": [[8, 6], [2, 12]]"))
                .isEqualTo(new Geometry.OrientedBox(2, 6, 8, 12, -0.5));
    }

    @Test
    void a_graph_has_nodes_in_file_order() throws Exception {
        assertThat(
                read("graph", "\"nodes\": {\"b\": {\"disabled\": true, \"loc\": [1.5, 2]}, \"a\": {\"loc\": [3, 4]}}"))
                .isEqualTo(new Geometry.Graph(
                        List.of(new Geometry.Node("b", 1, 2, true), new Geometry.Node("a", 3, 4, false))));
    }

    @Test
    void a_graph_in_a_class_of_any_shape_has_no_template_to_keep_to() throws Exception {
        assertThat(read("any", "\"geometryType\": \"graph\", \"nodes\": {\"zz\": {\"loc\": [1, 2]}}"))
                .isEqualTo(new Geometry.Graph(List.of(new Geometry.Node("zz", 1, 2, false))));
    }

    @Test
    void a_cuboid_has_three_faces_of_its_points() throws Exception {
        assertThat(read("cuboid",
                "\"faces\": [[0, 1, 2, 3], [3, 2, 1, 0], [0, 0, 0, 0]], \"points\": [[1, 1], [2, 1], [2, 2], [1, 2]]"))
                .isEqualTo(new Geometry.Cuboid(List.of(Points.of(1, 1, 2, 1, 2, 2, 1, 2),
                        Points.of(1, 2, 2, 2, 2, 1, 1, 1), Points.of(1, 1, 1, 1, 1, 1, 1, 1))));
    }

    @ParameterizedTest
    @CsvSource({"cuboid2,''", "any,cuboid_2d"})
    void a_flat_cuboid_has_two_faces_whatever_the_order_of_its_vertices(String title, String type) throws Exception {
        assertThat(read(title, "\"geometryType\": \"" + type + "\", " + VERTICES)).isEqualTo(
                new Geometry.Cuboid2d(Points.of(1, 1, 2, 1, 2, 2, 1, 2), Points.of(3, 3, 4, 3, 4, 4, 3, 4)));
    }

    @Test
    void in_a_class_of_any_shape_the_label_says_what_it_is() throws Exception {
        assertThat(read("any", CORNERS + ", \"geometryType\": \"rectangle\"")).isInstanceOf(Geometry.Rectangle.class);
        assertThat(read("any", CORNERS + ", \"shape\": \"line\"")).isInstanceOf(Geometry.Polyline.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hexagon", "any", "", "Polygon", "polygon ", "bitmap_3d"})
    void a_geometry_of_no_known_type_is_kept_and_named(String type) throws Exception {
        var annotation = Json.reader().read(Json.annotation(
                Json.label("any", CORNERS + ", \"id\": 7, \"geometryType\": \"" + type + "\"")));
        assertThat(annotation.labels()).extracting(Label::geometry).containsExactly(new Geometry.Unknown(type));
        assertThat(annotation.defects()).containsExactly(new Defect(DefectCode.UNKNOWN_GEOMETRY,
                "label 0 (any, id 7): nothing is drawn for '" + type + "', an unknown geometry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuboid_3d", "point_3d", "polyline_3d", "point_cloud", "mask_3d", "mesh",
        "closed_surface_mesh"})
    void a_shape_of_three_dimensions_is_not_drawn_whether_class_or_label_says_so(String type) throws Exception {
        assertDefect("any", CORNERS + ", \"geometryType\": \"" + type + "\"", DefectCode.SHAPE_NOT_2D);
        var meta = ProjectMetaReader.read(
                Json.bytes("{\"classes\": [{\"title\": \"solid\", \"shape\": \"" + type + "\"}]}"), Limits.defaults());
        var annotation = new AnnotationReader(meta, Limits.defaults()).read(Json.annotation(
                Json.label("solid", CORNERS + ", \"geometryType\": \"rectangle\""), Json.label("solid", CORNERS)));
        assertThat(annotation.labels()).isEmpty();
        assertThat(annotation.defects()).extracting(Defect::code).containsOnly(DefectCode.SHAPE_NOT_2D);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "poly; \"points\": {\"exterior\": [], \"interior\": []}",
        "poly; \"points\": {\"exterior\": [[1, 2], [3, 4]]}",
        "poly; \"points\": {\"interior\": []}",
        "poly; \"points\": [[1, 2]]",
        "poly; \"points\": null",
        "poly; \"points\": {\"exterior\": {\"a\": [1]}, \"interior\": []}",
        "poly; \"points\": {\"exterior\": [[1, 2, 3]], \"interior\": []}",
        "poly; \"points\": {\"exterior\": [[1]], \"interior\": []}",
        "poly; \"points\": {\"exterior\": [1, 2], \"interior\": []}",
        "poly; \"points\": {\"exterior\": [[\"1\", 2]], \"interior\": []}",
        "poly; \"points\": {\"exterior\": [[null, 2]], \"interior\": []}",
        "poly; \"geometryType\": \"polygon\"",
        "multi; \"parts\": []",
        "multi; \"parts\": [{\"exterior\": [[1, 1], [2, 1]]}]",
        "multi; \"parts\": [{\"exterior\": [[1, 1], [2, 1], [2, 2]], \"interior\": [[[1, 1]]]}]",
        "box; \"points\": {\"exterior\": [[1, 2]], \"interior\": []}",
        "box; \"points\": {\"exterior\": [[1, 2], [3, 4], [5, 6]], \"interior\": []}",
        "line; \"points\": {\"exterior\": [[1, 2]], \"interior\": []}",
        "point; \"points\": {\"exterior\": [], \"interior\": []}",
        "obb; \"points\": [[1, 2], [3, 4]]",
        "obb; \"points\": [[1, 2]], \"angle\": 1",
        "obb; \"points\": [[1, 2], [3, 4]], \"angle\": [[[0]]]",
        "graph; \"nodes\": {\"a\": {}}",
        "graph; \"nodes\": []",
        "graph; \"nodes\": {\"a\": {\"loc\": [1, 1]}, \"a\": {\"loc\": [1, 1]}}",
        "cuboid; \"points\": [[1, 1]], \"faces\": [[0, 0, 0, 0], [0, 0, 0, 0]]",
        "cuboid; \"points\": [[1, 1]], \"faces\": [[0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]",
        "cuboid; \"points\": [[1, 1]], \"faces\": [[0, 0, 0, -1], [0, 0, 0, 0], [0, 0, 0, 0]]",
        "cuboid; \"points\": [[1, 1]], \"faces\": [[0, 0, 0, 9999999999], [0, 0, 0, 0], [0, 0, 0, 0]]",
        "cuboid; \"points\": [[1, 1]], \"faces\": [[0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]",
        "cuboid2; \"vertices\": {\"face1-topleft\": {\"loc\": [1, 1]}}",
        "mask; \"bitmap\": {\"origin\": [1, 1]}",
        "mask; \"bitmap\": {\"data\": \"\"}",
        "mask; \"bitmap\": {\"origin\": [1, 1], \"data\": 7}",
        "any; \"points\": {\"exterior\": [[1, 2]], \"interior\": []}"})
    void a_geometry_that_breaks_the_rules_of_its_type_is_a_defect(String title, String fields) throws Exception {
        assertDefect(title, fields, DefectCode.BROKEN_GEOMETRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "-10000001", "1e400", "-1e400", "1e999999999", "1e8", "2147483648",
        "99999999999999999999", "NaN", "Infinity", "-Infinity", "10000000.5e1"})
    void a_coordinate_that_is_not_finite_or_too_far_out_is_a_defect(String number) throws Exception {
        assertDefect("point", "\"points\": {\"exterior\": [[1, " + number + "]], \"interior\": []}",
                DefectCode.BAD_COORDINATE);
        assertDefect("graph", "\"nodes\": {\"a\": {\"loc\": [" + number + ", 1]}}", DefectCode.BAD_COORDINATE);
    }

    @Test
    void the_farthest_coordinates_are_drawn() throws Exception {
        assertThat(read("point", "\"points\": {\"exterior\": [[-10000000, 10000000]], \"interior\": []}"))
                .isEqualTo(new Geometry.Point(-10_000_000, 10_000_000));
    }

    @Test
    void an_angle_that_is_not_finite_is_a_defect() throws Exception {
        assertDefect("obb", "\"points\": [[1, 2], [3, 4]], \"angle\": NaN", DefectCode.BAD_COORDINATE);
    }

    @Test
    void a_node_that_the_template_lacks_is_a_defect() throws Exception {
        assertDefect("graph", "\"nodes\": {\"a\": {\"loc\": [1, 1]}, \"zz\": {\"loc\": [2, 2]}}",
                DefectCode.UNKNOWN_GRAPH_NODE);
    }

    @Test
    void a_malformed_field_that_the_geometry_does_not_use_does_not_matter() throws Exception {
        assertThat(read("poly", "\"vertices\": [[{}]], \"angle\": {\"x\": 1}, \"nodes\": 5, " + SQUARE))
                .isInstanceOf(Geometry.Polygon.class);
    }

    private static Geometry read(String title, String fields) throws DefectException {
        var annotation = Json.reader().read(Json.annotation(Json.label(title, fields)));
        assertThat(annotation.defects()).isEmpty();
        return annotation.labels().getFirst().geometry();
    }

    /** The label is omitted with this code, and the label after it is read. */
    private static void assertDefect(String title, String fields, DefectCode code) throws DefectException {
        var annotation = Json.reader().read(Json.annotation(Json.label(title, fields), Json.label("box", CORNERS)));
        assertThat(annotation.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.code()).isEqualTo(code);
            assertThat(defect.detail()).startsWith("label 0 (" + title + "): ");
        });
        assertThat(annotation.labels()).singleElement().extracting(Label::geometry)
                .isEqualTo(new Geometry.Rectangle(1, 2, 9, 8));
    }
}
