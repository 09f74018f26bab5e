package io.maskexport.raster;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.annotation.GraphTemplate;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Cuboid;
import io.maskexport.geometry.Geometry.Cuboid2d;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.MultiPolygon;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.OrientedBox;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Geometry.Unknown;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.Spans;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Small pictures of each geometry; the oracle compares many more with OpenCV. */
class RasterizerTest {
    private final Rasterizer rasterizer = new Rasterizer();

    @Test
    void the_outline_of_a_polygon_belongs_to_it() {
        assertThat(picture(9, 5, new Polygon(Points.of(1, 0, 7, 0, 1, 4), List.of()), 1)).isEqualTo("""
                .#######.
                .######..
                .####....
                .###.....
                .#.......""");
    }

    @Test
    void the_outline_of_a_hole_does_not_and_where_two_holes_overlap_the_polygon_stays() {
        var holes = List.of(Points.of(1, 1, 4, 1, 4, 4, 1, 4), Points.of(3, 2, 7, 2, 7, 4, 3, 4));
        assertThat(picture(9, 6, new Polygon(Points.of(0, 0, 8, 0, 8, 5, 0, 5), holes), 1)).isEqualTo("""
                #########
                #....####
                #.......#
                #.......#
                #.......#
                #########""");
        var wide = List.of(Points.of(0, 0, 6, 0, 6, 6, 0, 6), Points.of(2, 2, 9, 2, 9, 9, 2, 9));
        assertThat(picture(10, 10, new Polygon(Points.of(0, 0, 9, 0, 9, 9, 0, 9), wide), 1).lines().skip(3).findFirst())
                .contains("...###....");
    }

    @Test
    void a_polygon_without_area_is_its_outline() {
        assertThat(picture(6, 4, new Polygon(Points.of(1, 1, 4, 2, 4, 2), List.of()), 1)).isEqualTo("""
                ......
                .##...
                ...##.
                ......""");
    }

    @Test
    void the_parts_of_a_multipolygon_do_not_erase_one_another() {
        var part = new Polygon(Points.of(0, 0, 4, 0, 4, 2, 0, 2), List.of());
        var frame = new Polygon(Points.of(0, 0, 6, 0, 6, 3, 0, 3), List.of(Points.of(1, 1, 5, 1, 5, 2, 1, 2)));
        assertThat(picture(7, 4, new MultiPolygon(List.of(part, frame)), 1)).isEqualTo("""
                #######
                #####.#
                #####.#
                #######""");
    }

    @Test
    void a_thick_line_has_round_ends() {
        assertThat(picture(10, 5, new Polyline(Points.of(2, 2, 7, 2)), 3)).isEqualTo("""
                ..######..
                .########.
                ##########
                .########.
                ..######..""");
    }

    @Test
    void the_radius_of_a_point_is_half_the_thickness_with_halves_to_even() {
        var point = new Point(5, 5);
        assertThat(IntStream.of(1, 2, 3, 5, 7, 8)
                .mapToObj(thickness -> picture(11, 11, point, thickness).lines().skip(5).findFirst().orElseThrow()))
                .containsExactly(".....#.....", "....###....", "...#####...", "...#####...", ".#########.",
                        ".#########.");
    }

    @Test
    void corners_of_a_turned_box_are_floored() {
        assertThat(picture(7, 7, new OrientedBox(1, 2, 5, 4, Math.PI / 2), 1)).isEqualTo("""
                .......
                .####..
                .####..
                .####..
                ..###..
                ..###..
                .......""");
    }

    @Test
    void a_rectangle_has_both_corners() {
        assertThat(picture(5, 4, new Rectangle(1, 1, 3, 2), 1)).isEqualTo("""
                .....
                .###.
                .###.
                .....""");
    }

    @Test
    void faces_of_cuboids_are_filled_one_by_one() {
        var front = Points.of(0, 2, 3, 2, 3, 5, 0, 5);
        var back = Points.of(2, 0, 5, 0, 5, 3, 2, 3);
        assertThat(picture(6, 6, new Cuboid2d(front, back), 1)).isEqualTo("""
                ..####
                .#####
                ######
                ######
                #####.
                ####..""");
        assertThat(picture(6, 6, new Cuboid(List.of(front, front, back)), 1)).isEqualTo("""
                ..####
                ..####
                ######
                ######
                ####..
                ####..""");
    }

    @Test
    void an_alpha_mask_counts_from_128() {
        var mask = new AlphaMask(1, 0, 3, 1, new byte[] {127, (byte) 128, (byte) 255});
        assertThat(picture(5, 1, mask, 1)).isEqualTo("..##.");
        assertThat(rasterizer.area(mask)).isEqualTo(3);
    }

    @Test
    void masks_of_graphs_have_nodes_and_drawings_have_edges_below_them() {
        var graph = new Graph(List.of(new Node("a", 1, 1, false), new Node("b", 6, 1, false),
                new Node("c", 3, 1, true)));
        assertThat(picture(8, 3, graph, 1)).isEqualTo("""
                ........
                .#....#.
                ........""");
        var template = new GraphTemplate(Map.of("a", OptionalInt.of(5)),
                List.of(new GraphTemplate.Edge("a", "b", OptionalInt.empty()),
                        new GraphTemplate.Edge("a", "c", OptionalInt.empty())));
        var strokes = ((Drawing.Strokes) rasterizer.draw(graph, template, 7, 1)).strokes();
        assertThat(strokes).extracting(Drawing.Stroke::rgb).containsExactly(7, 5, 7);
        assertThat(strokes.getFirst().spans().area()).isEqualTo(6);
    }

    @Test
    void areas_are_those_of_the_exact_outline_for_polygons_and_of_pixels_for_boxes() {
        rasterizer.canvas(20, 20);
        var hole = Points.of(1, 1, 3, 1, 3, 3, 1, 3);
        assertThat(rasterizer.area(new Polygon(Points.of(0, 0, 9, 0, 9, 9, 0, 9), List.of(hole)))).isEqualTo(77);
        assertThat(rasterizer.area(new Rectangle(0, 0, 9, 9))).isEqualTo(100);
        assertThat(rasterizer.area(new OrientedBox(0, 0, 9, 9, 1))).isEqualTo(100);
        assertThat(rasterizer.area(new Polyline(Points.of(0, 0, 9, 9)))).isZero();
        assertThat(rasterizer.area(new Unknown("hexagon"))).isZero();
    }

    private String picture(int width, int height, Geometry geometry, int thickness) {
        rasterizer.canvas(width, height);
        var mask = rasterizer.mask(geometry, thickness);
        return IntStream.range(0, height).mapToObj(y -> row(mask, y, width)).collect(Collectors.joining("\n"));
    }

    private static String row(Spans mask, int y, int width) {
        var row = new StringBuilder(".".repeat(width));
        for (int i = 0; i < mask.count(); i++) {
            if (mask.y(i) == y) {
                row.replace(mask.from(i), mask.to(i), "#".repeat(mask.to(i) - mask.from(i)));
            }
        }
        return row.toString();
    }
}
