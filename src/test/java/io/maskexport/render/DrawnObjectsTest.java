package io.maskexport.render;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.PixelBox;
import io.maskexport.geometry.Points;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the index says of objects, against the pixels of the masks. */
class DrawnObjectsTest {
    private static final int WHITE = 128;

    private final SplittableRandom random = new SplittableRandom(7);

    private static Masks render(Scene scene, Set<MaskKind> kinds, boolean index) {
        return new MaskRenderer(scene.limits).render(scene.annotation(), MaskValues.indices(scene.meta),
                scene.options(kinds).withIndex(index), Optional.empty(), ObjectClass::title);
    }

    private static Masks render(Scene scene) {
        return render(scene, EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE), true);
    }

    /** @param labels more than there may be */
    private Scene scene(Compat compat, int labels) {
        var scene = new Scene(1 + random.nextInt(120), 1 + random.nextInt(90), random.nextInt(4) == 0 ? 300 : 5);
        scene.compat = compat;
        scene.thickness = 1 + random.nextInt(5);
        scene.order = random.nextBoolean() ? DrawOrder.ByRule.REFERENCE : DrawOrder.ByRule.ANNOTATION;
        for (int i = random.nextInt(labels); i > 0; i--) {
            scene.add(1 + random.nextInt(scene.meta.classes().size()), geometry(scene));
        }
        return scene;
    }

    /** Reaches over the edges of the canvas. */
    private Geometry geometry(Scene scene) {
        return switch (random.nextInt(4)) {
            case 0 -> new Polyline(points(scene, 3));
            case 1 -> new Polygon(points(scene, 3 + random.nextInt(9)), List.of());
            case 2 -> alphaMask(scene);
            default -> {
                int left = random.nextInt(scene.width);
                int top = random.nextInt(scene.height);
                yield new Rectangle(left, top, left + random.nextInt(40), top + random.nextInt(40));
            }
        };
    }

    private Points points(Scene scene, int count) {
        return Points.of(IntStream.range(0, 2 * count)
                .map(i -> random.nextInt(2 * (i % 2 == 0 ? scene.width : scene.height)) - 10).toArray());
    }

    private AlphaMask alphaMask(Scene scene) {
        int left = random.nextInt(scene.width);
        int top = random.nextInt(scene.height);
        var alpha = new byte[(1 + random.nextInt(scene.width - left)) * (1 + random.nextInt(scene.height - top))];
        random.nextBytes(alpha);
        int width = alpha.length <= scene.width - left ? alpha.length : 1;
        int height = Math.min(alpha.length / width, scene.height - top);
        return new AlphaMask(left, top, width, height, Arrays.copyOf(alpha, width * height));
    }

    @Test
    void areas_and_boxes_are_those_of_the_instance_masks() {
        for (int i = 0; i < 300; i++) {
            var masks = render(scene(i % 2 == 0 ? Compat.STRICT : Compat.REFERENCE, 12));
            assertThat(masks.objects()).hasSameSizeAs(masks.instances());
            for (int j = 0; j < masks.objects().size(); j++) {
                var mask = Decoded.of(masks.instances().get(j).png());
                assertThat(masks.objects().get(j).area())
                        .isEqualTo(Arrays.stream(mask.pixels()).filter(value -> value >= WHITE).count());
                assertThat(masks.objects().get(j).box()).isEqualTo(box(mask));
            }
        }
    }

    private static PixelBox box(Decoded mask) {
        int[] x = IntStream.range(0, mask.pixels().length).filter(i -> mask.pixels()[i] >= WHITE)
                .map(i -> i % mask.width()).sorted().toArray();
        int[] y = IntStream.range(0, mask.pixels().length).filter(i -> mask.pixels()[i] >= WHITE)
                .map(i -> i / mask.width()).toArray();
        return x.length == 0
                ? PixelBox.EMPTY
                : new PixelBox(x[0], y[0], x[x.length - 1] + 1 - x[0], y[y.length - 1] + 1 - y[0]);
    }

    /** From few labels to so many that rows are composed pixel by pixel. */
    @Test
    void visible_areas_add_up_to_the_pixels_of_each_class_in_the_machine_mask() {
        for (int i = 0; i < 300; i++) {
            var masks = render(scene(Compat.STRICT, i % 10 == 0 ? 200 : 12));
            Map<Integer, Long> visible = new HashMap<>();
            masks.objects().stream().filter(object -> object.visibleArea() > 0)
                    .forEach(object -> visible.merge(object.objectClass().index(), object.visibleArea(), Long::sum));
            Map<Integer, Long> pixels = new HashMap<>();
            Arrays.stream(Decoded.of(masks.machine().orElseThrow()).pixels()).filter(value -> value > 0)
                    .forEach(value -> pixels.merge(value, 1L, Long::sum));
            assertThat(visible).isEqualTo(pixels);
            assertThat(masks.objects()).allMatch(object -> object.visibleArea() <= object.area());
        }
    }

    @Test
    void masks_have_the_same_bytes_with_and_without_an_index() {
        for (int i = 0; i < 200; i++) {
            var scene = scene(i % 2 == 0 ? Compat.STRICT : Compat.REFERENCE, i % 10 == 0 ? 200 : 12);
            var without = render(scene, EnumSet.of(MaskKind.MACHINE), false);
            assertThat(render(scene, EnumSet.of(MaskKind.MACHINE), true).machine()).hasValueSatisfying(
                    mask -> assertThat(mask).isEqualTo(without.machine().orElseThrow()));
            assertThat(without.objects()).isEmpty();
        }
    }

    @Test
    void objects_are_the_same_whatever_masks_are_made() {
        for (int i = 0; i < 100; i++) {
            var scene = scene(i % 2 == 0 ? Compat.STRICT : Compat.REFERENCE, 12);
            assertThat(render(scene, EnumSet.noneOf(MaskKind.class), true).objects())
                    .isEqualTo(render(scene, EnumSet.allOf(MaskKind.class), true).objects());
        }
    }

    @Test
    void a_smaller_object_hides_part_of_a_larger_one_and_both_keep_their_areas() {
        var scene = new Scene(20, 10, 2).add(1, new Rectangle(2, 2, 3, 3)).add(2, new Rectangle(0, 0, 9, 4))
                .add(1, new Rectangle(5, 0, 6, 99));
        var objects = render(scene).objects();
        assertThat(objects).extracting(DrawnObject::box).containsExactly(new PixelBox(2, 2, 2, 2),
                new PixelBox(0, 0, 10, 5), new PixelBox(5, 0, 2, 10));
        assertThat(objects).extracting(DrawnObject::area).containsExactly(4L, 50L, 20L);
        assertThat(objects).extracting(DrawnObject::visibleArea).containsExactly(4L, 36L, 20L);
    }
}
