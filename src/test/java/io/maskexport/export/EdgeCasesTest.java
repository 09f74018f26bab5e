package io.maskexport.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.defect.DefectException;
import io.maskexport.png.PngFormat;
import io.maskexport.png.StrictPng;
import io.maskexport.render.Compat;
import org.junit.jupiter.api.Test;

import static io.maskexport.defect.DefectCode.BAD_COLOUR;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;
import static io.maskexport.defect.DefectCode.DUPLICATE_CLASS;
import static io.maskexport.defect.DefectCode.DUPLICATE_COLOUR;
import static io.maskexport.defect.DefectCode.EMPTY_BITMAP;
import static io.maskexport.defect.DefectCode.IGNORE_INDEX_CLASS;
import static io.maskexport.defect.DefectCode.IMAGE_DAMAGED;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.defect.DefectCode.MISSING_ANNOTATION;
import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.OUTSIDE_CANVAS;
import static io.maskexport.defect.DefectCode.SELF_CROSSING_CROP;
import static io.maskexport.defect.DefectCode.SHAPE_NOT_2D;
import static io.maskexport.defect.DefectCode.SHARED_STEM;
import static io.maskexport.defect.DefectCode.SIXTEEN_BIT_CLASSES;
import static io.maskexport.defect.DefectCode.SIZE_MISMATCH;
import static io.maskexport.defect.DefectCode.UNKNOWN_CLASS;
import static io.maskexport.defect.DefectCode.UNKNOWN_GEOMETRY;
import static io.maskexport.defect.DefectCode.UNKNOWN_GRAPH_NODE;
import static io.maskexport.defect.DefectCode.UNKNOWN_TAG;
import static io.maskexport.defect.DefectCode.UNSUPPORTED_EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The {@code expectation} of every edge case of the corpus, by the case's name: where the reference application is
 * right, its masks; where it is wrong, ours, and always a warning that names the item.
 */
class EdgeCasesTest {
    private static final String ITEM = "ds/img/a.png";

    @Test
    void every_case_of_the_corpus_has_a_test() throws Exception {
        assertThat(EdgeCase.names()).hasSize(36);
        assertThat(Arrays.stream(EdgeCasesTest.class.getDeclaredMethods()).map(method -> method.getName())
                .map(name -> name.replace('_', '-')))
                .containsAll(EdgeCase.names());
    }

    @Test
    void alpha_in_machine() throws Exception {
        var edge = EdgeCase.named("alpha-in-machine");
        assertThat(pixels(edge.export(Compat.REFERENCE))).isEqualTo(edge.reference());
        assertThat(values(edge.export(Compat.REFERENCE), "ds/masks_machine/a.png")).contains(3);
        assertThat(values(edge.export(), "ds/masks_machine/a.png")).containsExactly(0, 7);
        assertThat(values(edge.export(), "ds/masks_instances/a/c7.png")).containsExactly(0, 255);
    }

    @Test
    void annotation_broken_json() throws Exception {
        var tree = asReference("annotation-broken-json");
        assertThat(tree.codes()).containsExactly(BROKEN_ANNOTATION);
        assertThat(tree.codes("ds/img/b.png")).containsExactly(BROKEN_ANNOTATION);
        assertThat(tree.files()).containsKeys("ds/img/b.png", "ds/ann/b.png.json");
    }

    @Test
    void bad_colour() throws Exception {
        var edge = EdgeCase.named("bad-colour");
        var tree = edge.export();
        assertThat(tree.codes("meta.json")).containsExactly(BAD_COLOUR);
        assertThat(pixels(tree)).contains(entry(edge, "ds/masks_machine/a.png"),
                entry(edge, "ds/masks_instances/a/p.png"));
        assertThat(pixels(tree)).isEqualTo(pixels(edge.export()));
        assertThat(values(tree, "ds/masks_semantic_rgb/a.png")).containsExactly(0, 0x079EB1);
        assertThat(new String(tree.file(RootFiles.SEMANTIC_COLOURS), StandardCharsets.US_ASCII)
                .replaceAll("\\s", "")).isEqualTo("{\"p\":[7,158,177]}");
    }

    @Test
    void bitmap_palette_no_trns() throws Exception {
        var tree = EdgeCase.named("bitmap-palette-no-trns").export();
        assertThat(tree.codes(ITEM)).containsExactly(BROKEN_BITMAP);
        assertBlack(tree);
    }

    @Test
    void class_name_slash() throws Exception {
        var edge = EdgeCase.named("class-name-slash");
        var tree = edge.export();
        assertThat(tree.codes("meta.json")).containsExactly(NAME_CHANGED, NAME_CHANGED);
        var expected = new TreeMap<>(edge.reference());
        expected.put("ds/masks_instances/a/a_b.png", expected.remove("ds/masks_instances/a/a/b.png"));
        expected.put("ds/masks_instances/a/a_b_01.png", expected.remove("ds/masks_instances/a/b_01.png"));
        expected.put("ds/masks_instances/a/.._up.png", expected.remove("ds/masks_instances/up.png"));
        assertThat(pixels(tree)).isEqualTo(expected);
    }

    @Test
    void class_not_in_meta() throws Exception {
        var edge = EdgeCase.named("class-not-in-meta");
        var tree = edge.export();
        assertThat(tree.codes(ITEM)).containsExactly(UNKNOWN_CLASS);
        assertThat(pixels(tree)).containsAllEntriesOf(edge.reference()).containsAllEntriesOf(triangle("ds", "a"))
                .hasSize(8);
    }

    @Test
    void cuboid2d_in_any() throws Exception {
        var tree = EdgeCase.named("cuboid2d-in-any").export();
        var cuboid = EdgeCase.named("cuboid2d-no-human").reference();
        assertThat(tree.codes()).isEmpty();
        assertThat(pixels(tree)).containsEntry("ds/masks_machine/a.png", cuboid.get("ds/masks_machine/a.png"))
                .containsEntry("ds/masks_semantic_rgb/a.png", cuboid.get("ds/masks_semantic_rgb/a.png"))
                .containsEntry("ds/masks_instances/a/x.png", cuboid.get("ds/masks_instances/a/k.png"));
    }

    @Test
    void cuboid2d_no_human() throws Exception {
        assertThat(asReference("cuboid2d-no-human").codes()).isEmpty();
    }

    @Test
    void cuboid2d_stale() throws Exception {
        assertThat(asReference("cuboid2d-stale").codes()).isEmpty();
    }

    @Test
    void dataset_name_suffix() throws Exception {
        var tree = EdgeCase.named("dataset-name-suffix").export();
        assertThat(tree.codes()).isEmpty();
        var expected = new TreeMap<String, String>();
        for (var dataset : List.of("big_seg", "blob", "johann", "metadata", "myimg", "ok")) {
            expected.putAll(triangle(dataset, "a"));
        }
        assertThat(pixels(tree)).isEqualTo(expected);
    }

    @Test
    void duplicate_class() throws Exception {
        var edge = EdgeCase.named("duplicate-class");
        assertThatThrownBy(edge::export).isInstanceOfSatisfying(DefectException.class, e -> {
            assertThat(e.code()).isEqualTo(DUPLICATE_CLASS);
            assertThat(e.defect().detail()).contains("'p'");
        });
    }

    @Test
    void empty_bitmap() throws Exception {
        var tree = EdgeCase.named("empty-bitmap").export();
        assertThat(tree.codes(ITEM)).containsExactly(EMPTY_BITMAP);
        assertThat(values(tree, "ds/masks_machine/a.png")).containsExactly(0, 2);
        assertSame(pixels(tree), triangle("ds", "a"), "ds/masks_human/a.png", "ds/masks_instances/a/p.png",
                "ds/masks_semantic_rgb/a.png");
    }

    @Test
    void empty_polygon() throws Exception {
        var tree = EdgeCase.named("empty-polygon").export();
        assertThat(tree.codes()).containsExactly(BROKEN_GEOMETRY);
        assertThat(pixels(tree)).isEqualTo(triangle("ds", "a"));
    }

    @Test
    void empty_project() throws Exception {
        assertThat(EdgeCase.named("empty-project").export().files()).containsOnlyKeys(RootFiles.META,
                RootFiles.MACHINE_COLOURS, RootFiles.SEMANTIC_COLOURS);
    }

    @Test
    void exif_size_mismatch_bitmap() throws Exception {
        var tree = EdgeCase.named("exif-size-mismatch-bitmap").export();
        assertThat(tree.codes()).containsExactly(SIZE_MISMATCH);
        assertThat(tree.mask("ds/masks_human/r.png")).extracting(StrictPng::width, StrictPng::height)
                .containsExactly(48, 40);
        assertThat(tree.mask("ds/masks_machine/r.png")).extracting(StrictPng::width, StrictPng::height)
                .containsExactly(40, 24);
        assertThat(values(tree, "ds/masks_instances/r/m.png")).containsExactly(0, 255);
        assertThat(tree.masks()).contains("ds/masks_human/z.png", "ds/masks_machine/z.png");
    }

    @Test
    void exif_size_mismatch() throws Exception {
        assertThat(asReference("exif-size-mismatch").codes("ds/img/r.jpg")).containsExactly(SIZE_MISMATCH);
    }

    @Test
    void graph_in_any() throws Exception {
        var tree = EdgeCase.named("graph-in-any").export();
        assertThat(tree.codes()).isEmpty();
        var nodes = tree.mask("ds/masks_instances/a/x.png");
        assertThat(IntStream.range(0, 600).filter(i -> nodes.pixels()[i] != 0)).containsExactly(at(5, 4), at(4, 5),
                at(5, 5), at(6, 5), at(5, 6), at(20, 9), at(19, 10), at(20, 10), at(21, 10), at(20, 11));
        assertThat(values(tree, "ds/masks_semantic_rgb/a.png")).containsExactly(0, 0xFF0000);
        assertThat(pixels(tree)).containsEntry("ds/masks_instances/a/x_01.png", instance());
    }

    @Test
    void graph_outside() throws Exception {
        assertThat(asReference("graph-outside").codes(ITEM)).containsExactly(OUTSIDE_CANVAS);
    }

    @Test
    void graph_unknown_node() throws Exception {
        var tree = EdgeCase.named("graph-unknown-node").export();
        assertThat(tree.codes(ITEM)).containsExactly(UNKNOWN_GRAPH_NODE);
        assertBlack(tree);
    }

    @Test
    void many_classes() throws Exception {
        var edge = EdgeCase.named("many-classes");
        var tree = edge.export();
        assertThat(tree.codes("meta.json")).containsExactly(DUPLICATE_COLOUR, IGNORE_INDEX_CLASS, SIXTEEN_BIT_CLASSES);
        assertThat(tree.mask("ds/masks_machine/a.png").format()).isEqualTo(PngFormat.GREY_16);
        assertThat(values(tree, "ds/masks_machine/a.png")).containsExactly(0, 1, 255, 256, 257, 300);
        assertSame(pixels(tree), edge.reference(), "ds/masks_human/a.png", "ds/masks_semantic_rgb/a.png",
                "ds/masks_instances/a/p1.png", "ds/masks_instances/a/p255.png", "ds/masks_instances/a/p256.png",
                "ds/masks_instances/a/p257.png", "ds/masks_instances/a/r300.png");
    }

    @Test
    void masks_folder_present() throws Exception {
        var edge = EdgeCase.named("masks-folder-present");
        var expected = edge.reference();
        expected.remove("ds/masks_machine/old.png");
        assertThat(pixels(edge.export())).isEqualTo(expected);
    }

    @Test
    void missing_ann() throws Exception {
        var tree = EdgeCase.named("missing-ann").export();
        assertThat(tree.codes("ds/img/b.png")).containsExactly(MISSING_ANNOTATION);
        assertThat(tree.files()).containsKey("ds/img/b.png");
        var expected = triangle("ds", "a");
        expected.putAll(triangle("ds", "c"));
        expected.putAll(triangle("other", "z"));
        assertThat(pixels(tree)).isEqualTo(expected);
    }

    @Test
    void multi_piece_crop() throws Exception {
        assertThat(asReference("multi-piece-crop").codes(ITEM)).containsExactly(SELF_CROSSING_CROP);
    }

    @Test
    void no_labels() throws Exception {
        assertThat(asReference("no-labels").codes()).isEmpty();
    }

    @Test
    void not_an_image() throws Exception {
        var tree = EdgeCase.named("not-an-image").export();
        assertThat(tree.codes("ds/img/a.jpg")).containsExactly(IMAGE_UNREADABLE);
        var expected = triangle("ds", "a");
        expected.remove("ds/masks_human/a.png");
        expected.putAll(triangle("ds", "b"));
        assertThat(pixels(tree)).isEqualTo(expected);
    }

    @Test
    void overlapping_holes() throws Exception {
        assertThat(asReference("overlapping-holes").codes()).isEmpty();
    }

    @Test
    void png_named_jpg() throws Exception {
        assertThat(asReference("png-named-jpg").codes()).isEmpty();
    }

    @Test
    void rect_json_in_polygon_class() throws Exception {
        assertThat(asReference("rect-json-in-polygon-class").codes()).isEmpty();
    }

    @Test
    void resize_to_zero() throws Exception {
        var tree = EdgeCase.named("resize-to-zero").export();
        assertThat(tree.mask("ds/masks_human/a.png")).extracting(StrictPng::width, StrictPng::height)
                .containsExactly(1, 1);
    }

    @Test
    void same_stem() throws Exception {
        var edge = EdgeCase.named("same-stem");
        var tree = edge.export();
        assertThat(tree.codes("ds/img/a.jpg")).containsExactly(SHARED_STEM);
        assertThat(tree.codes("ds/img/a.png")).containsExactly(SHARED_STEM);
        var expected = triangle("ds", "a.png");
        edge.reference().forEach((path, mask) -> expected.put(path.replaceFirst("/a(?=[./])", "/a.jpg"), mask));
        assertThat(pixels(tree)).isEqualTo(expected);
    }

    @Test
    void shape_3d() throws Exception {
        var tree = EdgeCase.named("shape-3d").export();
        assertThat(tree.codes(ITEM)).containsExactly(SHAPE_NOT_2D);
        assertThat(values(tree, "ds/masks_machine/a.png")).containsExactly(0, 2);
        assertThat(pixels(tree)).containsEntry("ds/masks_instances/a/p.png", instance());
    }

    @Test
    void tag_not_in_meta() throws Exception {
        var tree = EdgeCase.named("tag-not-in-meta").export();
        assertThat(tree.codes(ITEM)).containsExactly(UNKNOWN_TAG);
        assertThat(pixels(tree)).isEqualTo(triangle("ds", "a"));
    }

    @Test
    void thickness_0_graph() throws Exception {
        var edge = EdgeCase.named("thickness-0-graph");
        assertThatIllegalArgumentException().isThrownBy(edge::export).withMessageContaining("thickness 0");
    }

    @Test
    void truncated_jpeg() throws Exception {
        var edge = EdgeCase.named("truncated-jpeg");
        var tree = edge.export();
        assertThat(tree.codes("ds/img/t.jpg")).containsExactly(IMAGE_DAMAGED);
        assertThat(pixels(tree)).isEqualTo(edge.reference());
    }

    @Test
    void unknown_shape() throws Exception {
        assertThat(asReference("unknown-shape").codes(ITEM)).containsExactly(UNKNOWN_GEOMETRY);
    }

    @Test
    void unlisted_extension() throws Exception {
        var edge = EdgeCase.named("unlisted-extension");
        var tree = edge.export();
        assertThat(tree.codes("ds/img/b.gif")).containsExactly(UNSUPPORTED_EXTENSION);
        assertThat(pixels(tree)).containsAllEntriesOf(edge.reference());
        assertThat(tree.files()).containsKeys("ds/img/b.gif", "ds/masks_machine/b.png",
                "ds/masks_semantic_rgb/b.png", "ds/masks_instances/b/p.png").doesNotContainKey("ds/masks_human/b.png");
    }

    /** The export of a case where the reference is right. */
    private static MemoryTree asReference(String name) throws Exception {
        var edge = EdgeCase.named(name);
        var tree = edge.export();
        assertThat(edge.reference()).isNotEmpty();
        assertThat(pixels(tree)).isEqualTo(edge.reference());
        return tree;
    }

    private static SortedMap<String, String> pixels(MemoryTree tree) {
        var pixels = new TreeMap<String, String>();
        tree.masks().forEach(path -> pixels.put(path, ReferencePixels.of(tree.mask(path))));
        return pixels;
    }

    /** Most cases contain the same triangle on the same picture; returns its masks under another name. */
    private static SortedMap<String, String> triangle(String dataset, String stem) throws IOException {
        var masks = new TreeMap<String, String>();
        EdgeCase.named("png-named-jpg").reference().forEach((path, mask) -> masks
                .put(path.replaceFirst("^ds/", dataset + "/").replaceFirst("/x(?=[./])", "/" + stem), mask));
        return masks;
    }

    private static String instance() throws IOException {
        return Objects.requireNonNull(triangle("ds", "a").get("ds/masks_instances/a/p.png"));
    }

    private static Map.Entry<String, String> entry(EdgeCase edge, String path) {
        return Map.entry(path, Objects.requireNonNull(edge.reference().get(path)));
    }

    private static void assertSame(Map<String, String> masks, Map<String, String> expected, String... paths) {
        assertThat(masks).containsAllEntriesOf(expected.entrySet().stream()
                .filter(mask -> List.of(paths).contains(mask.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(expected).containsKeys(paths);
    }

    private static void assertBlack(MemoryTree tree) throws IOException {
        assertThat(tree.masks()).containsExactly("ds/masks_human/a.png", "ds/masks_machine/a.png",
                "ds/masks_semantic_rgb/a.png");
        assertThat(values(tree, "ds/masks_machine/a.png")).containsExactly(0);
        assertThat(values(tree, "ds/masks_semantic_rgb/a.png")).containsExactly(0);
    }

    /** The values of a mask, ascending. */
    private static List<Integer> values(MemoryTree tree, String path) {
        return Arrays.stream(tree.mask(path).pixels()).distinct().sorted().boxed().toList();
    }

    /** Index of a pixel on the cases' canvas, 30 x 20. */
    private static int at(int x, int y) {
        return 30 * y + x;
    }
}
