package io.maskexport.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.DrawOrder;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.NameChoice;
import io.maskexport.select.Selection;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An export of some classes has the masks that the project has without the objects of others. */
class SelectedClassesTest {
    private static final RenderOptions OPTIONS = new RenderOptions(
            EnumSet.of(MaskKind.MACHINE, MaskKind.SEMANTIC_RGB, MaskKind.INSTANCE), 2, OptionalInt.empty(),
            Compat.STRICT);
    private static final String META = """
            {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"},
            {"title": "caf\\u00e9", "shape": "rectangle", "color": "#ff0000"},
            {"title": "sky", "shape": "bitmap", "color": "#00ff00"}], "tags": []}""";
    private static final String CAR = box("car", 1, 1, 5, 5);
    private static final String CAFE = box("cafe\\u0301", 3, 3, 8, 8);
    private static final String BROKEN_SKY = """
            {"classTitle": "sky", "bitmap": {"origin": [0, 0], "data": "no PNG"}}""";

    private static String box(String title, int left, int top, int right, int bottom) {
        return """
                {"classTitle": "%s", "points": {"exterior": [[%d, %d], [%d, %d]], "interior": []}}"""
                .formatted(title, left, top, right, bottom);
    }

    private static RenderedItem render(Selection selection, String... labels) throws DefectException {
        var annotation = """
                {"size": {"width": 9, "height": 9}, "objects": [%s]}""".formatted(String.join(",", labels));
        var limits = Limits.defaults();
        var context = ExportContext.of(ProjectMetaReader.read(META.getBytes(UTF_8), limits), OPTIONS, selection,
                limits);
        var file = Optional.of(new SourceFile("d/ann/a.png.json", 1, ""));
        return new ItemRenderer(JpegBackend.JDK, limits).render(
                new Item("d", "a.png", "a", Optional.empty(), file, "a.png.json", true, List.of()),
                new ItemInput(Optional.empty(), Optional.of(annotation.getBytes(UTF_8)), List.of()), context,
                ExportListener.NONE);
    }

    private static Selection classes(List<String> include, List<String> exclude) {
        return Selection.ALL.withClasses(new NameChoice("select.classes", include, "select.excludeClasses", exclude));
    }

    private static List<List<Byte>> masks(RenderedItem item) {
        return item.members().members().stream().filter(member -> member.path().contains("/masks_"))
                .map(member -> new String(member.content(), ISO_8859_1).chars()
                        .mapToObj(c -> (byte) c).toList())
                .toList();
    }

    @Test
    void objects_of_other_classes_are_in_no_mask_and_in_no_warning() throws Exception {
        for (var selection : List.of(classes(List.of("car"), List.of()), classes(List.of(), List.of("caf*", "sky")),
                classes(List.of("c*"), List.of("caf\u00e9")))) {
            var selected = render(selection, CAFE, BROKEN_SKY, CAR);
            assertThat(masks(selected)).isEqualTo(masks(render(Selection.ALL, CAR)));
            assertThat(selected.warnings()).extracting(Warning::defect).isEmpty();
            assertThat(selected.labels()).isEqualTo(1);
        }
        assertThat(render(Selection.ALL, CAFE, BROKEN_SKY, CAR).warnings()).hasSize(1);
    }

    @Test
    void the_annotation_stays_as_it_is() throws Exception {
        var original = render(Selection.ALL, CAFE, CAR).members().members().getFirst();
        var kept = render(classes(List.of("car"), List.of()), CAFE, CAR).members().members().getFirst();
        assertThat(kept.path()).isEqualTo("d/ann/a.png.json");
        assertThat(kept.content()).isEqualTo(original.content());
    }

    @Test
    void an_item_without_objects_of_the_classes_has_black_masks() throws Exception {
        assertThat(masks(render(classes(List.of("sky"), List.of()), CAFE, CAR)))
                .isEqualTo(masks(render(Selection.ALL)));
    }

    @Test
    void an_unknown_class_ends_the_export_and_an_unused_pattern_is_a_notice() throws Exception {
        for (var selection : List.of(classes(List.of("car", "Car"), List.of()),
                classes(List.of(), List.of("Car")))) {
            assertThatThrownBy(() -> render(selection, CAR)).isInstanceOfSatisfying(DefectException.class, e -> {
                assertThat(e.code()).isEqualTo(DefectCode.CLASS_NOT_FOUND);
                assertThat(e.defect().detail()).matches("'Car' \\(select\\..*\\) is not in meta.json");
            });
        }
        var context = ExportContext.of(ProjectMetaReader.read(META.getBytes(UTF_8), Limits.defaults()), OPTIONS,
                classes(List.of("c*", "x*"), List.of()), Limits.defaults());
        assertThat(context.warnings()).filteredOn(w -> w.defect().code() == DefectCode.UNUSED_PATTERN)
                .extracting(w -> w.subject() + ": " + w.defect().detail())
                .containsExactly("meta.json: 'x*' (select.classes) matches nothing");
    }

    @Test
    void an_order_by_class_names_only_classes_of_the_project() throws Exception {
        var meta = ProjectMetaReader.read(META.getBytes(UTF_8), Limits.defaults());
        var order = new RenderOptions(EnumSet.of(MaskKind.MACHINE), 2, OptionalInt.empty(), Compat.STRICT)
                .withOrder(new DrawOrder.ByClass(List.of("car", "cafe\u0301", "kiwi")));
        assertThatThrownBy(() -> ExportContext.of(meta, order, Selection.ALL, Limits.defaults()))
                .isInstanceOfSatisfying(DefectException.class, e -> {
                    assertThat(e.code()).isEqualTo(DefectCode.CLASS_NOT_FOUND);
                    assertThat(e.defect().detail()).isEqualTo("'kiwi' (options.drawOrder) is not in meta.json");
                });
    }

    @Test
    void a_label_of_a_class_that_the_project_lacks_is_still_told() throws Exception {
        assertThat(render(classes(List.of("car"), List.of()), box("kiwi", 1, 1, 2, 2), CAR).warnings())
                .extracting(warning -> warning.defect().code()).containsExactly(DefectCode.UNKNOWN_CLASS);
    }
}
