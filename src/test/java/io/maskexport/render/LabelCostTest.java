package io.maskexport.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.Shape;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.MultiPolygon;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Points;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Labels that exceed the limits on memory or time end with a code, and the others are drawn as if alone. */
class LabelCostTest {
    private static final ObjectClass CAR = new ObjectClass("car", Shape.ANY, 0x336699, 1, GraphTemplate.NONE);
    private static final ProjectMeta META = new ProjectMeta(List.of(CAR), Set.of(), List.of());
    private static final int SIDE = 10_000;
    private static final Geometry BOX = new Rectangle(3, 4, 500, 600);

    @Test
    void a_polygon_of_many_zigzags_over_a_large_canvas_is_refused() {
        assertRefused(zigzag(9_000));
    }

    @Test
    void parts_of_zigzags_count_together() {
        assertRefused(new MultiPolygon(IntStream.range(0, 8).mapToObj(i -> zigzag(900 + i)).toList()));
    }

    @Test
    void holes_of_zigzags_count_with_the_outline() {
        var ring = zigzag(900).exterior();
        assertRefused(new Polygon(ring, IntStream.range(0, 8).mapToObj(i -> zigzag(901 + i).exterior()).toList()));
    }

    @Test
    void many_crossings_of_a_thick_line_take_the_memory_of_their_union() {
        var line = new Polyline(new Points(new SplittableRandom(1).ints(4_000, 0, SIDE).toArray()));
        assertThat(render(Limits.defaults(), 1_000, List.of(line)).defects()).isEmpty();
    }

    @Test
    void one_pixel_columns_are_drawn_until_the_memory_of_the_item_is_taken() {
        var limits = Limits.defaults().with(Limit.IMAGE_LABEL_BYTES, 1 << 20);
        var columns = IntStream.range(0, 30).<Geometry>mapToObj(i -> new Rectangle(2 * i, 0, 2 * i, SIDE - 1)).toList();
        var masks = render(limits, 2, columns);
        int drawn = masks.labelsDrawn();
        assertThat(drawn).isBetween(10, 14);
        assertThat(masks.defects()).extracting(Defect::code).hasSize(30 - drawn)
                .containsOnly(DefectCode.FIGURE_TOO_COMPLEX);
        assertThat(masks.defects().getFirst().limit()).contains(Limit.IMAGE_LABEL_BYTES);
        assertThat(masks.machine()).hasValueSatisfying(
                png -> assertThat(png).isEqualTo(render(limits, 2, columns.subList(0, drawn)).machine().orElseThrow()));
    }

    @Test
    void instance_masks_beyond_the_limit_of_their_bytes_are_left_out() {
        var labels = IntStream.range(0, 20).<Geometry>mapToObj(i -> new Rectangle(i, i, i + 5, i + 5)).toList();
        var limits = Limits.defaults();
        assertThat(render(limits, 2, labels).instances()).hasSize(20);
        var masks = render(limits.with(Limit.INSTANCE_BYTES, 1_000_000), 2, labels);
        assertThat(masks.instances()).isEmpty();
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.TOO_MANY_INSTANCES);
        assertThat(masks.machine()).isPresent();
    }

    @Test
    void thousands_of_instance_masks_of_a_large_canvas_are_kept_packed_and_are_the_same() {
        var labels = IntStream.range(0, 150).<Geometry>mapToObj(i -> new Rectangle(60 * i, i, 60 * i + 9, i + 9))
                .toList();
        var masks = render(Limits.defaults(), 2, labels).instances();
        long kept = masks.stream().mapToLong(mask -> mask.file().keptBytes()).sum();
        assertThat(kept).isLessThan(10 << 20);
        assertThat(masks.stream().mapToLong(mask -> mask.file().length()).sum()).isGreaterThan(14_000_000);
        assertThat(masks.getLast().png())
                .isEqualTo(render(Limits.defaults(), 2, labels.subList(149, 150)).instances().getFirst().png());
    }

    @Test
    void an_interrupted_thread_ends_the_work() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> render(Limits.defaults(), 2, List.of(BOX)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_renderer_that_drew_a_huge_item_draws_a_small_one_as_before() {
        var renderer = new MaskRenderer(Limits.defaults());
        var small = masks(renderer, 2, List.of(BOX));
        masks(renderer, 2, List.of(zigzag(300), BOX));
        masks(renderer, 2, List.of(zigzag(9_000)));
        assertThat(masks(renderer, 2, List.of(BOX)).machine().orElseThrow()).isEqualTo(small.machine().orElseThrow());
    }

    private static void assertRefused(Geometry hostile) {
        var masks = render(Limits.defaults(), 2, List.of(hostile, BOX));
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.FIGURE_TOO_COMPLEX);
        var alone = render(Limits.defaults(), 2, List.of(BOX));
        assertThat(masks.machine().orElseThrow()).isEqualTo(alone.machine().orElseThrow());
        assertThat(masks.instances()).hasSize(1);
        assertThat(masks.labelsDrawn()).isEqualTo(1);
    }

    private static Polygon zigzag(int points) {
        var xy = new int[2 * points];
        for (int i = 0; i < points; i++) {
            xy[2 * i] = (int) ((long) i * (SIDE - 1) / points);
            xy[2 * i + 1] = i % 2 == 0 ? 0 : SIDE - 1;
        }
        return new Polygon(new Points(xy), List.of());
    }

    private static Masks render(Limits limits, int thickness, List<Geometry> geometries) {
        return masks(new MaskRenderer(limits), thickness, geometries);
    }

    private static Masks masks(MaskRenderer renderer, int thickness, List<Geometry> geometries) {
        var labels = new ArrayList<Label>();
        geometries.forEach(geometry -> labels.add(new Label(CAR, geometry)));
        var options = new RenderOptions(EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE), thickness, OptionalInt.empty(),
                Compat.STRICT);
        return renderer.render(new Annotation(SIDE, SIDE, labels, List.of()), MaskValues.indices(META), options,
                Optional.empty(),
                ObjectClass::title);
    }
}
