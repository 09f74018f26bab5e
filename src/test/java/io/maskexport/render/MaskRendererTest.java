package io.maskexport.render;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Geometry.Unknown;
import io.maskexport.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.maskexport.defect.Limit.INSTANCES;
import static org.assertj.core.api.Assertions.assertThat;

class MaskRendererTest {
    private static final Rectangle SMALL = new Rectangle(2, 1, 3, 1);
    private static final Rectangle LARGE = new Rectangle(1, 0, 4, 2);

    @Test
    void a_machine_mask_shows_the_smaller_object_above_the_larger_one() {
        var scene = new Scene(6, 4, 9).add(1, SMALL).add(2, LARGE);
        assertThat(scene.machine().drawing()).isEqualTo("""
                .2222.
                .2112.
                .2222.
                ......""");
    }

    @Test
    void of_equal_areas_the_later_lies_above() {
        var scene = new Scene(4, 2, 9).add(3, new Rectangle(0, 0, 1, 1)).add(4, new Rectangle(1, 0, 2, 1));
        assertThat(scene.machine().drawing()).isEqualTo("""
                344.
                344.""");
    }

    @Test
    void a_semantic_mask_keeps_the_order_of_the_file() {
        var scene = new Scene(6, 4, 9).add(1, SMALL).add(2, LARGE);
        assertThat(scene.semantic().drawing()).isEqualTo("""
                .2222.
                .2222.
                .2222.
                ......""");
        assertThat(scene.semantic().at(1, 0)).isEqualTo(0x204062);
    }

    @Test
    void each_object_has_a_black_and_white_mask_named_by_its_class() {
        var scene = new Scene(6, 4, 9).add(1, SMALL).add(2, LARGE).add(1, LARGE);
        assertThat(scene.render().instances()).extracting(NamedMask::name)
                .containsExactly("c1.png", "c2.png", "c1_01.png");
        assertThat(scene.instance(0).drawing()).isEqualTo("""
                ......
                ..ff..
                ......
                ......""");
        assertThat(scene.instance(0).at(2, 1)).isEqualTo(255);
        assertThat(scene.instance(2).drawing()).isEqualTo("""
                .ffff.
                .ffff.
                .ffff.
                ......""");
    }

    @Test
    void an_unknown_shape_has_a_black_instance_mask() {
        var scene = new Scene(3, 2, 9).add(1, new Unknown("cloud"));
        assertThat(scene.instance(0).drawing()).isEqualTo("...\n...");
        assertThat(scene.machine().drawing()).isEqualTo("...\n...");
    }

    @Test
    void a_human_mask_has_the_original_left_and_the_labels_half_transparent_right() {
        var scene = new Scene(6, 4, 9).add(1, SMALL).add(2, LARGE);
        var human = scene.human(grey(6, 4, 100));
        assertThat(human.width()).isEqualTo(12);
        assertThat(human.at(2, 1)).isEqualTo(0x646464);
        assertThat(human.at(6, 1)).isEqualTo(0x646464);
        assertThat(human.at(7, 1)).isEqualTo(half(0x646464, 0x204062));
        assertThat(human.at(8, 1)).isEqualTo(half(half(0x646464, 0x102031), 0x204062));
    }

    @Test
    void a_graph_has_edges_in_semantic_masks_and_nodes_alone_in_machine_masks() {
        var scene = new Scene(7, 3, 9).add(5, graph());
        assertThat(scene.machine().drawing()).isEqualTo("""
                .......
                .5...5.
                .......""");
        assertThat(scene.semantic().at(1, 1)).isEqualTo(0x102030 * 5 + 5);
        assertThat(scene.semantic().at(3, 1)).isEqualTo(0xF00000);
        assertThat(scene.semantic().at(5, 1)).isEqualTo(0x00F000);
        assertThat(scene.instance(0).drawing()).isEqualTo("""
                .......
                .f...f.
                .......""");
    }

    @Test
    void where_strokes_of_one_label_cross_only_the_topmost_is_blended() {
        var human = new Scene(7, 3, 9).add(5, graph()).human(grey(7, 3, 64));
        assertThat(human.at(7 + 3, 1)).isEqualTo(half(0x404040, 0xF00000));
        assertThat(human.at(7 + 5, 1)).isEqualTo(half(0x404040, 0x00F000));
    }

    private static Graph graph() {
        return new Graph(List.of(new Node("a", 1, 1, false), new Node("b", 5, 1, false)));
    }

    @Test
    void strict_machine_and_instance_masks_count_alpha_from_128() {
        var scene = new Scene(5, 1, 9).add(7, alpha()).add(7, new Rectangle(4, 0, 4, 0));
        assertThat(scene.machine().drawing()).isEqualTo("..777");
        assertThat(scene.instance(0).drawing()).isEqualTo("..ff.");
    }

    @Test
    void reference_machine_and_instance_masks_mix_alpha() {
        var scene = new Scene(5, 1, 9).add(7, alpha());
        scene.compat = Compat.REFERENCE;
        assertThat(scene.machine().pixels()).containsExactly(0, 3, 3, 7, 0);
        assertThat(scene.instance(0).pixels()).containsExactly(0, 127, 128, 255, 0);
    }

    @Test
    void semantic_masks_mix_alpha_in_both_modes() {
        var scene = new Scene(5, 1, 9).add(7, alpha());
        int rgb = scene.meta.classes().get(6).rgb();
        for (var compat : Compat.values()) {
            scene.compat = compat;
            assertThat(scene.semantic().pixels())
                    .containsExactly(0, Alpha.mixColour(0, rgb, 127), Alpha.mixColour(0, rgb, 128), rgb, 0);
        }
    }

    private static AlphaMask alpha() {
        return new AlphaMask(0, 0, 4, 1, new byte[] {0, 127, (byte) 128, (byte) 255});
    }

    @Test
    void more_than_255_classes_take_16_bits() {
        var scene = new Scene(3, 1, 300).add(299, new Rectangle(1, 0, 1, 0));
        assertThat(scene.machine().pixels()).containsExactly(0, 299, 0);
        assertThat(new Scene(3, 1, 256).add(1, new Rectangle(1, 0, 1, 0)).machine().pixels()).containsExactly(0, 1, 0);
    }

    @Test
    void rows_that_repeat_and_blank_rows_between_objects_read_back() {
        var scene = new Scene(5, 8, 9).add(1, new Rectangle(0, 1, 2, 3)).add(2, new Rectangle(2, 6, 4, 7));
        assertThat(scene.machine().drawing()).isEqualTo("""
                .....
                111..
                111..
                111..
                .....
                .....
                ..222
                ..222""");
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "1, 1", "9, 9", "2, 30"})
    void a_human_mask_follows_the_image_where_the_annotation_differs(int width, int height) {
        var scene = new Scene(6, 4, 9).add(1, LARGE).add(7, alpha()).add(5, graph()).add(2, new Point(5, 3));
        scene.thickness = 20;
        var masks = scene.render(Optional.of(grey(width, height, 80)));
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.SIZE_MISMATCH);
        var human = Decoded.of(masks.human().orElseThrow().bytes());
        assertThat(human.width()).isEqualTo(2 * width);
        assertThat(human.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({"50, 6, 2", "33, 3, 1", "1, 1, 1", "99, 11, 3", "100, 12, 4"})
    void a_human_mask_shrinks_to_a_percentage_but_never_to_nothing(int percent, int width, int height) {
        var scene = new Scene(6, 4, 9).add(1, LARGE);
        scene.percent = OptionalInt.of(percent);
        var human = scene.human(grey(6, 4, 80));
        assertThat(human.width()).isEqualTo(width);
        assertThat(human.height()).isEqualTo(height);
    }

    @Test
    void a_human_mask_that_takes_more_memory_than_an_item_may_is_left_out_alone() {
        var picture = noise(2_000, 1_000);
        var scene = new Scene(2_000, 1_000, 9).add(1, SMALL);
        int whole = scene.render(Optional.of(picture)).human().orElseThrow().length();
        assertThat(whole).isGreaterThan(2 << 20);

        scene.limits = Limits.defaults().with(Limit.ITEM_BYTES, picture.heapBytes() + whole / 2);
        var masks = scene.render(Optional.of(picture));

        assertThat(masks.human()).isEmpty();
        assertThat(masks.machine()).isPresent();
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.IMAGE_TOO_LARGE);
        assertThat(masks.defects().getFirst().limit()).contains(Limit.ITEM_BYTES);
        scene.limits = Limits.defaults().with(Limit.ITEM_BYTES, picture.heapBytes() + 2L * whole);
        assertThat(scene.render(Optional.of(picture)).human()).isPresent();
    }

    private static Picture noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new SplittableRandom(1).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    @Test
    void a_label_outside_the_canvas_is_named_and_the_others_are_drawn() {
        var masks = new Scene(6, 4, 9).add(1, new Point(60, 4)).add(2, SMALL).render();
        assertThat(masks.labelsDrawn()).isEqualTo(1);
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.OUTSIDE_CANVAS);
        assertThat(Decoded.of(masks.machine().orElseThrow()).at(2, 1)).isEqualTo(2);
    }

    @Test
    void only_the_requested_kinds_are_made() {
        var scene = new Scene(6, 4, 9).add(1, SMALL);
        var masks = new MaskRenderer(Limits.defaults()).render(scene.annotation(), MaskValues.indices(scene.meta),
                scene.options(EnumSet.of(MaskKind.SEMANTIC_RGB)), Optional.of(grey(6, 4, 1)), ObjectClass::title);
        assertThat(masks.semantic()).isPresent();
        assertThat(masks.machine()).isEmpty();
        assertThat(masks.human()).isEmpty();
        assertThat(masks.instances()).isEmpty();
        assertThat(masks.further()).isEmpty();
    }

    @Test
    void more_instances_than_the_limit_are_not_written() {
        var scene = new Scene(6, 4, 9);
        for (int i = 0; i <= Limits.defaults().of(INSTANCES); i++) {
            scene.add(1, SMALL);
        }
        var masks = scene.render();
        assertThat(masks.instances()).isEmpty();
        assertThat(masks.machine()).isPresent();
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.TOO_MANY_INSTANCES);
    }

    @Test
    void labels_that_cover_more_than_the_limit_are_not_painted() {
        var scene = new Scene(65_000, 65_000, 9);
        var whole = new Rectangle(0, 0, 64_999, 64_999);
        var masks = scene.add(1, whole).add(2, whole).add(3, whole).render();
        assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.TOO_MUCH_PAINT);
        assertThat(masks.machine()).isEmpty();
    }

    private static int half(int below, int drawn) {
        return ((below & 0xFEFEFE) + (drawn & 0xFEFEFE)) / 2 + (below & drawn & 0x010101);
    }

    private static Picture grey(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new Picture(width, height, rgb);
    }

    @Test
    void one_renderer_makes_the_same_masks_again_after_other_items() {
        var renderer = new MaskRenderer(Limits.defaults());
        Geometry wide = new Rectangle(3, 2, 70, 3);
        var first = new Scene(6, 4, 9).add(1, SMALL).add(2, LARGE);
        var other = new Scene(80, 40, 300).add(299, wide);
        byte[] once = machine(renderer, first);
        machine(renderer, other);
        assertThat(machine(renderer, first)).isEqualTo(once);
    }

    private static byte[] machine(MaskRenderer renderer, Scene scene) {
        return renderer
                .render(scene.annotation(), MaskValues.indices(scene.meta), scene.options(EnumSet.of(MaskKind.MACHINE)),
                        Optional.empty(), ObjectClass::title)
                .machine().orElseThrow();
    }
}
