package io.maskexport.render;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Geometry.Unknown;
import io.maskexport.geometry.PixelBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What COCO files say agrees, pixel by pixel, with instance masks and with the mask of instance ids. */
class CocoMasksTest {
    private static final EnumSet<MaskKind> COCO = EnumSet.of(MaskKind.COCO_INSTANCES, MaskKind.COCO_PANOPTIC);
    private static final EnumSet<MaskKind> ALL = EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE, MaskKind.INSTANCE_ID,
            MaskKind.COCO_INSTANCES, MaskKind.COCO_PANOPTIC);

    @ParameterizedTest
    @CsvSource({"1, 1, 3, 3, 5", "7, 5, 4, 12, 5", "1, 90, 3, 9, 5", "90, 1, 3, 9, 5", "64, 48, 9, 30, 5",
        "300, 20, 300, 100, 1", "33, 257, 70, 60, 1"})
    void run_lengths_are_those_of_the_instance_masks(int width, int height, int classes, int labels, int rounds) {
        for (int round = 0; round < rounds; round++) {
            var scene = RandomScene.of(round, width, height, classes, labels);
            var masks = render(scene, ALL, EncodingOptions.DEFAULTS, Limits.defaults());
            var instances = masks.coco().instances().orElseThrow();
            assertThat(instances).hasSameSizeAs(masks.instances());
            for (int i = 0; i < instances.size(); i++) {
                var instance = instances.get(i);
                int[] pixels = Decoded.of(masks.instances().get(i).png()).pixels();
                assertThat(instance.number()).isEqualTo(i + 1);
                assertThat(Arrays.equals(decoded(instance.counts(), width, height), pixels)).isTrue();
                check(pixels, 255, width, instance.box(), instance.area());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 3, 3, 5", "7, 5, 4, 12, 5", "64, 48, 9, 30, 5", "300, 20, 300, 100, 1", "33, 257, 70, 60, 1"})
    void a_panoptic_picture_has_the_ids_of_objects(int width, int height, int classes, int labels, int rounds) {
        for (int round = 0; round < rounds; round++) {
            var scene = RandomScene.of(round, width, height, classes, labels);
            var masks = render(scene, ALL, EncodingOptions.DEFAULTS, Limits.defaults());
            int[] ids = Decoded.of(masks.further(MaskKind.INSTANCE_ID).getFirst().png()).pixels();
            int[] machine = Decoded.of(masks.machine().orElseThrow()).pixels();
            var panoptic = masks.coco().panoptic().orElseThrow();
            assertThat(ids(panoptic)).isEqualTo(ids);
            assertThat(panoptic.segments().stream().mapToInt(PanopticSegment::number))
                    .containsExactlyElementsOf(
                            Arrays.stream(ids).filter(id -> id > 0).distinct().sorted().boxed().toList());
            for (var segment : panoptic.segments()) {
                check(ids, segment.number(), width, segment.box(), segment.area());
                assertThat(IntStream.range(0, ids.length).filter(i -> ids[i] == segment.number()).map(i -> machine[i])
                        .distinct()).containsExactly(segment.category());
            }
        }
    }

    @Test
    void values_and_a_border_mean_the_same_as_in_the_machine_mask() {
        var values = new TreeMap<String, Integer>();
        values.put("c1", 7);
        values.put("c2", 7);
        values.put("c3", 300);
        var encoding = new EncodingOptions(Palette.CLASSES, 2, values, false);
        for (int round = 0; round < 6; round++) {
            var scene = RandomScene.of(round, 50, 40, 5, 20);
            var masks = render(scene, ALL, encoding, Limits.defaults());
            var panoptic = masks.coco().panoptic().orElseThrow();
            int[] machine = Decoded.of(masks.machine().orElseThrow()).pixels();
            var categories = new TreeMap<Integer, Integer>();
            categories.put(0, 0);
            panoptic.segments().forEach(segment -> categories.put(segment.number(), segment.category()));
            assertThat(Arrays.stream(ids(panoptic)).map(categories::get).toArray())
                    .isEqualTo(Arrays.stream(machine).map(value -> value == 65_535 ? 0 : value).toArray());
            var instances = masks.coco().instances().orElseThrow();
            assertThat(instances).extracting(CocoInstance::category).containsOnly(7, 300);
            assertThat(instances).extracting(CocoInstance::number).containsAll(
                    panoptic.segments().stream().map(PanopticSegment::number).toList());
        }
    }

    @Test
    void a_hidden_object_is_an_instance_and_no_segment() {
        var scene = new Scene(4, 3, 2).add(1, new Rectangle(0, 0, 1, 1)).add(2, new Rectangle(0, 0, 1, 1))
                .add(2, new Unknown("new"));
        var coco = render(scene, COCO, EncodingOptions.DEFAULTS, Limits.defaults()).coco();
        assertThat(coco.panoptic().orElseThrow().segments())
                .containsExactly(new PanopticSegment(2, 2, new PixelBox(0, 0, 2, 2), 4));
        var instances = coco.instances().orElseThrow();
        assertThat(instances).extracting(CocoInstance::area).containsExactly(4L, 4L, 0L);
        assertThat(instances).extracting(CocoInstance::box).containsExactly(new PixelBox(0, 0, 2, 2),
                new PixelBox(0, 0, 2, 2), PixelBox.EMPTY);
        assertThat(instances.getLast().counts()).hasToString("<");
    }

    @Test
    void an_empty_item_has_no_objects() {
        var coco = render(new Scene(5, 4, 1), COCO, EncodingOptions.DEFAULTS, Limits.defaults()).coco();
        assertThat(coco.instances()).contains(List.of());
        assertThat(ids(coco.panoptic().orElseThrow())).containsOnly(0).hasSize(20);
        assertThat(coco.panoptic().orElseThrow().segments()).isEmpty();
    }

    @Test
    void numbers_above_255_and_65535_use_the_other_channels() {
        var scene = new Scene(300, 300, 1);
        for (int i = 0; i < 70_000; i++) {
            scene.add(1, new Rectangle(i % 300, i / 300, i % 300, i / 300));
        }
        var panoptic = render(scene, EnumSet.of(MaskKind.COCO_PANOPTIC), EncodingOptions.DEFAULTS, Limits.defaults())
                .coco().panoptic().orElseThrow();
        assertThat(Arrays.equals(ids(panoptic), IntStream.range(0, 90_000).map(i -> i < 70_000 ? i + 1 : 0).toArray()))
                .isTrue();
        assertThat(panoptic.segments()).hasSize(70_000);
    }

    @Test
    void run_lengths_beyond_the_limit_cost_the_instances_alone() {
        var scene = RandomScene.of(1, 64, 48, 3, 30);
        for (var limits : List.of(Limits.defaults().with(Limit.INSTANCE_BYTES, 100),
                Limits.defaults().with(Limit.ITEM_BYTES, 100))) {
            var masks = render(scene, EnumSet.of(MaskKind.MACHINE, MaskKind.COCO_INSTANCES, MaskKind.COCO_PANOPTIC),
                    EncodingOptions.DEFAULTS, limits);
            assertThat(masks.coco().instances()).isEmpty();
            assertThat(masks.coco().panoptic()).isPresent();
            assertThat(masks.machine()).isPresent();
            assertThat(masks.defects()).extracting(Defect::code).contains(DefectCode.COCO_TOO_LARGE);
        }
    }

    @Test
    void other_masks_have_the_same_bytes_beside_coco_files() {
        for (int round = 0; round < 5; round++) {
            var scene = RandomScene.of(round, 60, 40, 9, 25);
            var with = render(scene, ALL, EncodingOptions.DEFAULTS, Limits.defaults());
            var without = render(scene, EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE, MaskKind.INSTANCE_ID),
                    EncodingOptions.DEFAULTS, Limits.defaults());
            var alone = render(scene, COCO, EncodingOptions.DEFAULTS, Limits.defaults());
            assertThat(with.machine()).contains(without.machine().orElseThrow());
            assertThat(with.further(MaskKind.INSTANCE_ID).getFirst().png())
                    .isEqualTo(without.further(MaskKind.INSTANCE_ID).getFirst().png());
            assertThat(alone.coco().panoptic().orElseThrow().picture().bytes())
                    .isEqualTo(with.coco().panoptic().orElseThrow().picture().bytes());
        }
    }

    private static Masks render(Scene scene, EnumSet<MaskKind> kinds, EncodingOptions encoding, Limits limits) {
        var options = scene.options(kinds).with(encoding);
        try {
            return new MaskRenderer(limits).render(scene.annotation(), MaskValues.of(scene.meta, options), options,
                    Optional.empty(), ObjectClass::title);
        } catch (DefectException e) {
            throw new AssertionError(e);
        }
    }

    private static int[] ids(CocoMasks.PanopticMask mask) {
        return Arrays.stream(Decoded.of(mask.picture().bytes()).pixels())
                .map(rgb -> (rgb >> 16) + 256 * (rgb >> 8 & 255) + 65_536 * (rgb & 255)).toArray();
    }

    private static void check(int[] pixels, int value, int width, PixelBox box, long area) {
        var xs = new IntSummaryStatistics();
        var ys = new IntSummaryStatistics();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] == value) {
                xs.accept(i % width);
                ys.accept(i / width);
            }
        }
        assertThat(area).isEqualTo(xs.getCount());
        assertThat(box).isEqualTo(area == 0
                ? PixelBox.EMPTY
                : new PixelBox(xs.getMin(), ys.getMin(), xs.getMax() - xs.getMin() + 1,
                        ys.getMax() - ys.getMin() + 1));
    }

    /** Run lengths as pixels of 0 and 255. */
    private static int[] decoded(CocoCounts counts, int width, int height) {
        int[] pixels = new int[width * height];
        var text = counts.toString();
        long[] before = new long[2];
        int at = 0;
        for (int i = 0, place = 0; place < text.length(); i++) {
            long value = 0;
            int shift = 0;
            int bits;
            do {
                bits = text.charAt(place++) - 48;
                value += (long) (bits & 31) << shift;
                shift += 5;
            } while (bits >= 32);
            value -= (bits & 16) != 0 ? 1L << shift : 0;
            long length = value + (i > 2 ? before[i % 2] : 0);
            before[i % 2] = length;
            for (int n = 0; n < length; n++, at++) {
                pixels[at % height * width + at / height] = i % 2 * 255;
            }
        }
        assertThat(at).isEqualTo(pixels.length);
        return pixels;
    }
}
