package io.maskexport.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.Shape;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Cuboid;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.MultiPolygon;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.OrientedBox;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.DefectCode.FIGURE_TOO_COMPLEX;
import static io.maskexport.defect.DefectCode.OUTSIDE_CANVAS;
import static io.maskexport.defect.DefectCode.SELF_CROSSING_CROP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Crops at the edge of a canvas of 30 x 20 pixels. */
class CropperTest {
    private static final int WIDTH = 30;
    private static final int HEIGHT = 20;

    @Test
    void what_lies_inside_stays_as_it_is_whatever_it_does_to_itself() throws Exception {
        var bowTie = polygon(0, 0, 29, 19, 29, 0, 0, 19);
        assertThat(crop(bowTie).pieces()).containsExactly(bowTie);
        assertThat(crop(bowTie).defect()).isEmpty();
    }

    @Test
    void a_polygon_that_leaves_and_comes_back_falls_apart() throws Exception {
        var pieces = crop(polygon(2, -5, 6, -5, 6, 10, 12, 10, 12, -5, 16, -5, 16, 14, 2, 14)).pieces();
        assertThat(pieces).hasSize(1);
        assertThat(crop(polygon(2, 25, 6, 15, 10, 25, 14, 15, 18, 25)).pieces()).hasSize(2);
    }

    @Test
    void vertices_on_the_edge_are_rounded_half_to_even() throws Exception {
        var cut = (Polygon) crop(polygon(-1, 0, 1, 3, 1, 8, -1, 5)).pieces().getFirst();
        assertThat(IntStream.range(0, cut.exterior().count()).map(i -> cut.exterior().x(i))).contains(0, 1);
        assertThat(IntStream.range(0, cut.exterior().count())
                .filter(i -> cut.exterior().x(i) == 0).map(i -> cut.exterior().y(i))).containsOnly(2, 6);
    }

    @Test
    void a_polygon_that_crosses_itself_and_the_edge_is_reported() throws Exception {
        assertThat(code(polygon(-5, 2, 10, 12, 10, 2, -5, 12))).isEqualTo(SELF_CROSSING_CROP);
    }

    @Test
    void the_pieces_of_a_multipolygon_stay_one_label() throws Exception {
        var multi = new MultiPolygon(List.of(polygon(2, 25, 6, 15, 10, 25, 14, 15, 18, 25), polygon(1, 1, 3, 1, 3, 3)));
        var cut = (MultiPolygon) crop(multi).pieces().getFirst();
        assertThat(cut.parts()).hasSizeGreaterThan(1);
    }

    @Test
    void a_line_is_floored_at_the_edge_and_falls_apart() throws Exception {
        assertThat(crop(new Polyline(Points.of(1, 18, 5, 25, 9, 18))).pieces()).containsExactly(
                new Polyline(Points.of(1, 18, 1, 19)), new Polyline(Points.of(8, 19, 9, 18)));
    }

    @Test
    void rectangles_and_alpha_masks_are_clamped() throws Exception {
        assertThat(crop(new Rectangle(-5, -5, 90, 3)).pieces()).containsExactly(new Rectangle(0, 0, 29, 3));
        var mask = new AlphaMask(-1, 19, 2, 2, new byte[] {9, 7, 9, 9});
        var cut = (AlphaMask) crop(mask).pieces().getFirst();
        assertThat(List.of(cut.left(), cut.top(), cut.width(), cut.height())).containsExactly(0, 19, 1, 1);
        assertThat(cut.alpha()).containsExactly(7);
    }

    @Test
    void what_has_nothing_on_the_canvas_is_outside() throws Exception {
        for (var geometry : List.of(polygon(40, 0, 50, 0, 50, 9), new Polyline(Points.of(-3, -3, -3, 40)),
                new Rectangle(30, 0, 31, 5), new Point(30, 0), new AlphaMask(-2, 0, 2, 1, new byte[] {1, 1}))) {
            assertThat(crop(geometry).pieces()).isEmpty();
            assertThat(code(geometry)).isEqualTo(OUTSIDE_CANVAS);
        }
    }

    @Test
    void graphs_and_cuboids_are_dropped_whole() throws Exception {
        assertThat(code(new Graph(List.of(new Node("a", 1, 1, false), new Node("b", 30, 1, true)))))
                .isEqualTo(OUTSIDE_CANVAS);
        var inside = Points.of(1, 1, 5, 1, 5, 5, 1, 5);
        assertThat(code(new Cuboid(List.of(inside, inside, Points.of(1, 1, 5, 1, 5, 20, 1, 5)))))
                .isEqualTo(OUTSIDE_CANVAS);
    }

    @Test
    void oriented_boxes_are_never_cut() throws Exception {
        var box = new OrientedBox(-10, -10, 90, 90, 0.3);
        assertThat(crop(box).pieces()).containsExactly(box);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_is_cut_ends_on_the_canvas_or_with_a_defect(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            int reach = 1 << random.nextInt(24);
            var points = new Points(random.ints(2L * (2 + random.nextInt(9)), -reach, reach + 1).toArray());
            var geometry = i % 2 == 0 || points.count() < 3 ? new Polyline(points) : polygon(points.xy());
            try {
                crop(geometry).pieces().forEach(CropperTest::assertOnCanvas);
            } catch (DefectException e) {
                assertThat(e.code().scope()).isEqualTo(DefectCode.Scope.LABEL);
            }
        }
    }

    @Test
    void hostile_outlines_at_the_edge_are_refused_by_count_and_not_by_time() {
        var random = new SplittableRandom(5);
        var tangle = polygon(random.ints(2_000, -10, 40).toArray());
        assertThat(refusal(tangle)).isEqualTo(FIGURE_TOO_COMPLEX);
        assertThat(refusal(polygon(random.ints(30_000, -10, 40).toArray()))).isEqualTo(FIGURE_TOO_COMPLEX);
    }

    @Test
    void a_polygon_of_tens_of_thousands_of_points_is_cut() throws Exception {
        int rows = 30_000;
        var xy = new int[4 * rows + 4];
        for (int i = 0; i < 2 * rows; i++) {
            xy[2 * i] = -1 - i % 2;
            xy[2 * i + 1] = i / 2;
        }
        System.arraycopy(new int[] {5, rows, 5, 0}, 0, xy, 4 * rows, 4);
        var cropped = crop(polygon(xy));
        assertThat(cropped.pieces()).hasSize(1);
        assertThat(cropped.defect()).isEmpty();
    }

    @Test
    void points_and_crossings_at_the_edge_are_limited_for_all_labels_of_an_item() throws Exception {
        var random = new SplittableRandom(6);
        var tangle = polygon(random.ints(200, -10, 40).toArray());
        var limits = Limits.defaults().with(Limit.IMAGE_CROP_CROSSINGS, 5_000).with(Limit.IMAGE_CROP_POINTS, 900);
        var cropper = new Cropper(limits);
        cropper.canvas(WIDTH, HEIGHT, 2);
        int cut = 0;
        var refusals = new ArrayList<Limit>();
        for (int i = 0; i < 12; i++) {
            try {
                cropper.crop(label(i < 6 ? tangle : polygon(-1, 1, 5, 1, 5, 5)));
                cut++;
            } catch (DefectException e) {
                assertThat(e.code()).isEqualTo(FIGURE_TOO_COMPLEX);
                refusals.add(e.defect().limit().orElseThrow());
            }
        }
        assertThat(refusals).contains(Limit.IMAGE_CROP_CROSSINGS);
        assertThat(cut).isGreaterThanOrEqualTo(7);
        cropper.canvas(WIDTH, HEIGHT, 2);
        assertThat(cropper.crop(label(tangle)).defect()).isPresent();
    }

    private static Label label(Geometry geometry) {
        return new Label(new ObjectClass("c", Shape.ANY, 1, 1, GraphTemplate.NONE), geometry);
    }

    private static void assertOnCanvas(Geometry piece) {
        var points = piece instanceof Polygon polygon ? polygon.exterior() : ((Polyline) piece).points();
        for (int i = 0; i < points.count(); i++) {
            assertThat(points.x(i)).isBetween(0, WIDTH - 1);
            assertThat(points.y(i)).isBetween(0, HEIGHT - 1);
        }
    }

    private static DefectCode code(Geometry geometry) throws DefectException {
        return crop(geometry).defect().map(Defect::code).orElseThrow();
    }

    private static DefectCode refusal(Geometry geometry) {
        return catchThrowableOfType(DefectException.class, () -> crop(geometry)).code();
    }

    private static Cropper.Cropped crop(Geometry geometry) throws DefectException {
        var cropper = new Cropper(Limits.defaults());
        cropper.canvas(WIDTH, HEIGHT, 2);
        var template = new GraphTemplate(Map.of(), List.of());
        return cropper.crop(new Label(new ObjectClass("c", Shape.ANY, 1, 1, template), geometry));
    }

    private static Polygon polygon(int... xy) {
        return new Polygon(new Points(xy), List.of());
    }
}
