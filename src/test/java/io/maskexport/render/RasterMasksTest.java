package io.maskexport.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Spans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All masks of one raster agree, pixel by pixel, with a painter that knows only the pieces and their order. */
class RasterMasksTest {
    private static final long SEED = 20_261_130;

    @ParameterizedTest
    @CsvSource({"1, 1, 3, 2, 40", "7, 5, 4, 12, 40", "64, 48, 9, 30, 20", "300, 20, 300, 80, 5", "33, 257, 70, 200, 2",
        "4000, 3000, 2, 16, 1"})
    void every_encoding_shows_the_topmost_object(int width, int height, int classes, int labels, int rounds) {
        for (int round = 0; round < rounds; round++) {
            check(RandomScene.of(SEED + round, width, height, classes, labels));
        }
    }

    private static void check(Scene scene) {
        var kinds = EnumSet.of(MaskKind.MACHINE, MaskKind.PALETTE, MaskKind.CLASS, MaskKind.INSTANCE_ID);
        if (scene.meta.needsSixteenBits()) {
            kinds.remove(MaskKind.PALETTE);
        }
        var masks = rendered(scene, kinds, scene.limits);
        int[] objects = objects(scene);
        var pieces = pieces(scene);
        int[] indices = Arrays.stream(objects)
                .map(object -> object == 0 ? 0 : pieces.get(object - 1).objectClass().index()).toArray();
        assertThat(Decoded.of(masks.machine().orElseThrow()).pixels()).isEqualTo(indices);
        assertThat(Decoded.of(only(masks, MaskKind.INSTANCE_ID)).pixels()).isEqualTo(objects);
        if (!scene.meta.needsSixteenBits()) {
            assertThat(Decoded.of(only(masks, MaskKind.PALETTE)).pixels()).isEqualTo(indices);
        }
        checkClasses(scene, masks.further(MaskKind.CLASS), indices);
    }

    private static void checkClasses(Scene scene, List<NamedMask> found, int[] indices) {
        var occurring = pieces(scene).stream().map(piece -> piece.objectClass().index()).distinct().sorted().toList();
        assertThat(found).extracting(NamedMask::name)
                .containsExactlyElementsOf(occurring.stream().map(index -> "c" + index + ".png").toList());
        for (int i = 0; i < found.size(); i++) {
            int index = occurring.get(i);
            assertThat(Decoded.of(found.get(i).png()).pixels())
                    .isEqualTo(Arrays.stream(indices).map(value -> value == index ? 255 : 0).toArray());
        }
    }

    private static List<Piece> pieces(Scene scene) {
        return new PieceDrawer(scene.limits).draw(scene.annotation(), scene.thickness, 0, new ArrayList<>()).pieces();
    }

    /** The number of the topmost object of each pixel. */
    private static int[] objects(Scene scene) {
        int[] objects = new int[scene.width * scene.height];
        var pieces = pieces(scene);
        IntStream.range(0, pieces.size()).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pieces.get(i).area()).reversed())
                .forEach(i -> paint(objects, scene.width, pieces.get(i).mask(), i + 1));
        return objects;
    }

    private static void paint(int[] picture, int width, Spans spans, int value) {
        for (int i = 0; i < spans.count(); i++) {
            int row = spans.y(i) * width;
            Arrays.fill(picture, row + spans.from(i), row + spans.to(i), value);
        }
    }

    private static byte[] only(Masks masks, MaskKind kind) {
        assertThat(masks.further(kind)).hasSize(1);
        return masks.further(kind).getFirst().png();
    }

    @ParameterizedTest
    @EnumSource
    void a_mask_has_the_same_bytes_whatever_else_is_requested(Compat compat) {
        for (int round = 0; round < 8; round++) {
            var scene = RandomScene.of(SEED + round, 60, 40, 9, 25);
            scene.compat = compat;
            var all = scene.render();
            assertThat(machineAlone(scene)).isEqualTo(all.machine().orElseThrow());
            for (var kind : List.of(MaskKind.PALETTE, MaskKind.CLASS, MaskKind.INSTANCE_ID)) {
                var alone = rendered(scene, EnumSet.of(kind), scene.limits);
                assertThat(alone.further(kind)).extracting(NamedMask::png)
                        .containsExactlyElementsOf(all.further(kind).stream().map(NamedMask::png).toList());
            }
        }
    }

    private static byte[] machineAlone(Scene scene) {
        return rendered(scene, EnumSet.of(MaskKind.MACHINE), scene.limits).machine().orElseThrow();
    }

    private static Masks rendered(Scene scene, EnumSet<MaskKind> kinds, Limits limits) {
        return new MaskRenderer(limits).render(scene.annotation(), MaskValues.indices(scene.meta),
                scene.options(kinds), Optional.empty(), ObjectClass::title);
    }

    @Test
    void a_palette_mask_has_the_values_of_the_machine_mask_even_where_alpha_is_blended() {
        for (int round = 0; round < 8; round++) {
            var scene = RandomScene.of(SEED + round, 50, 50, 200, 25);
            scene.compat = Compat.REFERENCE;
            assertThat(Decoded.of(only(scene.render(), MaskKind.PALETTE)).pixels())
                    .isEqualTo(scene.machine().pixels());
        }
    }

    @Test
    void a_viewer_shows_a_palette_mask_in_the_colours_of_the_classes() throws Exception {
        var scene = new Scene(3, 1, 9).add(1, new Rectangle(1, 0, 1, 0)).add(9, new Rectangle(2, 0, 2, 0));
        var shown = ImageIO.read(new ByteArrayInputStream(only(scene.render(), MaskKind.PALETTE)));
        assertThat(IntStream.range(0, 3).map(x -> shown.getRGB(x, 0) & 0xFFFFFF)).containsExactly(0,
                scene.meta.classes().getFirst().rgb(), scene.meta.classes().getLast().rgb());
    }

    @ParameterizedTest
    @CsvSource({"1, 800000", "2, 008000", "3, 808000", "15, C08080", "20, 004080", "21, 804080", "255, E0E0C0"})
    void a_palette_mask_in_the_colours_of_voc_is_independent_of_the_project(int index, String colour)
            throws IOException, DefectException {
        var scene = new Scene(1, 1, 255).add(index, new Rectangle(0, 0, 0, 0));
        var options = new RenderOptions(EnumSet.of(MaskKind.PALETTE), 1, OptionalInt.empty(), Compat.STRICT)
                .with(EncodingOptions.of(Palette.VOC));
        var masks = new MaskRenderer(scene.limits).render(scene.annotation(), MaskValues.of(scene.meta, options),
                options, Optional.empty(), ObjectClass::title);
        var shown = ImageIO.read(new ByteArrayInputStream(only(masks, MaskKind.PALETTE)));
        assertThat(shown.getRGB(0, 0) & 0xFFFFFF).isEqualTo(Integer.parseInt(colour, 16));
    }

    @Test
    void a_palette_has_room_for_255_classes_and_no_more() throws DefectException {
        var options = new RenderOptions(EnumSet.of(MaskKind.PALETTE), 1, OptionalInt.empty(), Compat.STRICT);
        assertThat(MaskValues.of(new Scene(1, 1, 255).meta, options).palette()).hasSize(3 * 256);
        assertThatThrownBy(() -> MaskValues.of(new Scene(1, 1, 256).meta, options))
                .isInstanceOfSatisfying(DefectException.class,
                        e -> assertThat(e.code()).isEqualTo(DefectCode.PALETTE_TOO_SMALL));
    }

    @Test
    void objects_beyond_65535_have_no_number() {
        var scene = new Scene(300, 220, 2);
        for (int i = 0; i < 65_535; i++) {
            scene.add(1, new Rectangle(i % 300, i / 300, i % 300, i / 300));
        }
        var kinds = EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE_ID);
        var most = rendered(scene, kinds, scene.limits);
        assertThat(Decoded.of(only(most, MaskKind.INSTANCE_ID)).pixels())
                .startsWith(1, 2, 3).containsSubsequence(65_534, 65_535, 0);

        var tooMany = rendered(scene.add(1, new Rectangle(0, 0, 1, 1)), kinds, scene.limits);
        assertThat(tooMany.further()).isEmpty();
        assertThat(tooMany.machine()).isPresent();
        assertThat(tooMany.defects()).extracting(Defect::code).containsExactly(DefectCode.TOO_MANY_OBJECTS);
    }

    @Test
    void more_class_masks_or_bytes_of_them_than_the_limit_are_not_written() {
        var scene = new Scene(40, 40, 9).add(1, new Rectangle(0, 0, 9, 9)).add(2, new Rectangle(0, 0, 4, 4))
                .add(2, new Rectangle(8, 8, 30, 30));
        var kinds = EnumSet.of(MaskKind.MACHINE, MaskKind.CLASS);
        assertThat(rendered(scene, kinds, Limits.defaults().with(Limit.INSTANCES, 2)).further()).hasSize(2);
        for (var limits : List.of(Limits.defaults().with(Limit.INSTANCES, 1),
                Limits.defaults().with(Limit.INSTANCE_BYTES, 100))) {
            var masks = rendered(scene, kinds, limits);
            assertThat(masks.further()).isEmpty();
            assertThat(masks.machine()).isPresent();
            assertThat(masks.defects()).extracting(Defect::code).containsExactly(DefectCode.TOO_MANY_CLASS_MASKS);
        }
    }

    @Test
    void a_class_that_is_wholly_hidden_has_a_black_mask() {
        var scene = new Scene(4, 1, 9).add(1, new Rectangle(0, 0, 1, 0)).add(2, new Rectangle(0, 0, 1, 0));
        assertThat(scene.render().further(MaskKind.CLASS)).extracting(mask -> Decoded.of(mask.png()).drawing())
                .containsExactly("....", "ff..");
    }
}
