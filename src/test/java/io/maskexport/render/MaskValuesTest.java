package io.maskexport.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Geometry.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The values of classes in machine and palette masks, and the ignore border around objects. */
class MaskValuesTest {
    private static final long SEED = 20_261_130;

    private static RenderOptions options(int border, Map<String, Integer> values, boolean refuses) {
        return new RenderOptions(EnumSet.of(MaskKind.MACHINE, MaskKind.CLASS, MaskKind.INSTANCE_ID), 2,
                OptionalInt.empty(), Compat.STRICT)
                .with(new EncodingOptions(Palette.CLASSES, border, new TreeMap<>(values), refuses));
    }

    private static Masks render(Scene scene, RenderOptions options) throws DefectException {
        return new MaskRenderer(scene.limits).render(scene.annotation(), MaskValues.of(scene.meta, options), options,
                Optional.empty(), ObjectClass::title);
    }

    private static Decoded machine(Scene scene, RenderOptions options) throws DefectException {
        return Decoded.of(render(scene, options).machine().orElseThrow());
    }

    @Test
    void classes_have_the_requested_values_and_the_others_are_background() throws Exception {
        var scene = new Scene(5, 1, 4).add(1, new Rectangle(0, 0, 0, 0)).add(2, new Rectangle(1, 0, 1, 0))
                .add(3, new Rectangle(2, 0, 3, 0)).add(4, new Rectangle(3, 0, 3, 0));
        assertThat(machine(scene, options(0, Map.of("c1", 7, "c2", 7, "c3", 9), false)).pixels())
                .containsExactly(7, 7, 9, 0, 0);
        assertThat(machine(scene, options(0, Map.of("c3", 65_535), false)).pixels())
                .containsExactly(0, 0, 65_535, 0, 0);
    }

    @Test
    void three_hundred_classes_fit_a_palette_if_their_values_do() throws Exception {
        var scene = new Scene(2, 1, 300).add(300, new Rectangle(0, 0, 0, 0));
        var values = new TreeMap<String, Integer>();
        scene.meta.classes().forEach(c -> values.put(c.title(), c.index() % 20));
        values.put("c300", 19);
        var options = new RenderOptions(EnumSet.of(MaskKind.PALETTE), 2, OptionalInt.empty(), Compat.STRICT)
                .with(new EncodingOptions(Palette.CLASSES, 0, values, true));
        assertThat(Decoded.of(render(scene, options).further().getFirst().mask().png()).pixels())
                .containsExactly(19, 0);
    }

    @ParameterizedTest
    @CsvSource({"UNLISTED_CLASS, 0, 3, 1, 1", "PALETTE_TOO_SMALL, 0, 300, 0, 0", "PALETTE_TOO_SMALL, 0, 3, 3, 256",
        "IGNORE_VALUE_TAKEN, 1, 255, 0, 0", "IGNORE_VALUE_TAKEN, 1, 3, 3, 255", "IGNORE_VALUE_TAKEN, 1, 3, 3, 65535"})
    void what_masks_cannot_show_is_refused(DefectCode code, int border, int classes, int listed, int value) {
        var values = new TreeMap<String, Integer>();
        IntStream.rangeClosed(1, listed).forEach(i -> values.put("c" + i, value));
        var kinds = code == DefectCode.PALETTE_TOO_SMALL ? EnumSet.of(MaskKind.PALETTE) : EnumSet.of(MaskKind.MACHINE);
        var options = new RenderOptions(kinds, 2, OptionalInt.empty(), Compat.STRICT)
                .with(new EncodingOptions(Palette.CLASSES, border, values, true));
        assertThatThrownBy(() -> MaskValues.of(new Scene(1, 1, classes).meta, options))
                .isInstanceOfSatisfying(DefectException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void notices_are_about_the_values_that_masks_have() throws Exception {
        var classes = new Scene(1, 1, 2).meta.classes();
        var meta = new ProjectMeta(classes, Set.of(), List.of(new Defect(DefectCode.BAD_COLOUR, "x"),
                new Defect(DefectCode.SIXTEEN_BIT_CLASSES, "x"), new Defect(DefectCode.IGNORE_INDEX_CLASS, "x")));
        assertThat(codes(meta, Map.of())).isEqualTo(codes(meta.defects()));
        assertThat(codes(meta, Map.of("c1", 1))).containsExactly(DefectCode.BAD_COLOUR);
        assertThat(codes(meta, Map.of("c1", 255, "c2", 300, "c3", 1, "x", 2))).containsExactly(DefectCode.BAD_COLOUR,
                DefectCode.IGNORE_INDEX_CLASS, DefectCode.SIXTEEN_BIT_CLASSES, DefectCode.UNUSED_CLASS_VALUE);
    }

    private static List<DefectCode> codes(ProjectMeta meta, Map<String, Integer> values) throws DefectException {
        return codes(MaskValues.of(meta, options(0, values, false)).notices(meta));
    }

    private static List<DefectCode> codes(List<Defect> defects) {
        return defects.stream().map(Defect::code).toList();
    }

    @Test
    void a_border_surrounds_each_object_and_covers_what_lies_below() throws Exception {
        var scene = new Scene(11, 5, 3).add(1, new Rectangle(2, 2, 8, 3)).add(2, new Rectangle(5, 3, 6, 4));
        assertThat(machine(scene, options(1, Map.of(), false)).drawing()).isEqualTo("""
                ...........
                .fffffffff.
                .f11ffff1f.
                .f11f22f1f.
                .ffff22fff.""");
        assertThat(machine(scene, options(1, Map.of("c1", 4), false)).drawing()).isEqualTo("""
                ...........
                .fffffffff.
                .f4444444f.
                .f444..44f.
                .ffff..fff.""");
    }

    @Test
    void a_border_of_16_bit_masks_has_the_value_65535() throws Exception {
        var scene = new Scene(3, 1, 300).add(255, new Rectangle(0, 0, 0, 0));
        assertThat(machine(scene, options(1, Map.of(), false)).pixels()).containsExactly(255, 65_535, 0);
    }

    @ParameterizedTest
    @CsvSource({"30, 20, 1, 8, 20", "64, 48, 5, 20, 10", "200, 120, 17, 30, 3", "1200, 900, 100, 10, 1"})
    void every_encoding_shows_borders_and_objects_in_drawing_order(int width, int height, int border, int labels,
            int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            check(RandomScene.of(SEED + round, width, height, 5, labels), border);
        }
    }

    private static void check(Scene scene, int border) throws DefectException {
        scene.thickness = 2;
        var values = Map.of("c1", 1, "c2", 1, "c3", 200, "c4", 0, "c5", 3);
        var masks = render(scene, options(border, values, true));
        var pieces = new PieceDrawer(scene.limits).draw(scene.annotation(), 2, 0, new ArrayList<>()).pieces();
        int[] objects = new int[scene.width * scene.height];
        LayerOrder.bottomUp(DrawOrder.ByRule.REFERENCE, pieces, MaskKind.MACHINE)
                .forEach(i -> paint(objects, scene, pieces.get(i), i + 1, border, values));
        int[] machine = new int[objects.length];
        int[] ids = new int[objects.length];
        for (int i = 0; i < objects.length; i++) {
            ids[i] = Math.max(0, objects[i]);
            machine[i] = objects[i] < 0
                    ? 255
                    : objects[i] == 0 ? 0 : values.getOrDefault(pieces.get(objects[i] - 1).objectClass().title(), 0);
        }
        assertThat(Decoded.of(masks.machine().orElseThrow()).pixels()).isEqualTo(machine);
        assertThat(Decoded.of(masks.further(MaskKind.INSTANCE_ID).getFirst().png()).pixels()).isEqualTo(ids);
        for (var mask : masks.further(MaskKind.CLASS)) {
            assertThat(Decoded.of(mask.png()).pixels()).isEqualTo(IntStream.of(ids)
                    .map(id -> id > 0 && mask.name().startsWith(pieces.get(id - 1).objectClass().title()) ? 255 : 0)
                    .toArray());
        }
    }

    /** A border is -1; a square of pixels around each pixel of the object, but only if the object is not background. */
    private static void paint(int[] picture, Scene scene, Piece piece, int number, int border,
            Map<String, Integer> values) {
        var spans = piece.mask();
        int grown = values.getOrDefault(piece.objectClass().title(), 0) == 0 ? 0 : border;
        for (int i = 0; grown > 0 && i < spans.count(); i++) {
            for (int y = Math.max(0, spans.y(i) - grown); y <= Math.min(scene.height - 1, spans.y(i) + grown); y++) {
                Arrays.fill(picture, y * scene.width + Math.max(0, spans.from(i) - grown),
                        y * scene.width + Math.min(scene.width, spans.to(i) + grown), -1);
            }
        }
        for (int i = 0; i < spans.count(); i++) {
            Arrays.fill(picture, spans.y(i) * scene.width + spans.from(i),
                    spans.y(i) * scene.width + spans.to(i), number);
        }
    }
}
