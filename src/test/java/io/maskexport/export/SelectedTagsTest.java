package io.maskexport.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.NameChoice;
import io.maskexport.select.Selection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Items and objects that their tags select, or that have no annotation that could. */
class SelectedTagsTest {
    private static final RenderOptions OPTIONS = new RenderOptions(EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE), 2,
            OptionalInt.empty(), Compat.STRICT);

    /** Items that are named after what they have. */
    private static MemoryProject project() {
        return new MemoryProject()
                .put("meta.json", """
                        {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"},
                        {"title": "sky", "shape": "bitmap", "color": "#ff0000"}],
                        "tags": [{"name": "night"}, {"name": "split"}, {"name": "a=b"}, {"name": "speed"}]}""")
                .put("d/img/plain.png", "x").put("d/ann/plain.png.json", annotation("[]", car("[]")))
                .put("d/img/night.png", "x")
                .put("d/ann/night.png.json", annotation("[{\"name\": \"night\"}]", car("[\"night\"]")))
                .put("d/img/val.png", "x")
                .put("d/ann/val.png.json",
                        annotation("[{\"value\": \"val\", \"name\": \"split\"}, {\"name\": \"speed\", \"value\": 5.0}]",
                                car("[{\"name\": \"speed\", \"value\": 7}]"), car("[]")))
                .put("d/img/train.png", "x")
                .put("d/ann/train.png.json", annotation("[{\"name\": \"split\", \"value\": \"train\"}, \"night\"]", ""))
                .put("d/img/odd.png", "x")
                .put("d/ann/odd.png.json",
                        annotation("[{\"name\": \"a=b\", \"value\": {\"c\": []}}]", "{\"classTitle\": \"sky\"}"))
                .put("d/img/none.png", "x");
    }

    private static String annotation(String tags, String... labels) {
        return """
                {"size": {"width": 9, "height": 9}, "tags": %s, "objects": [%s]}"""
                .formatted(tags, String.join(",", labels));
    }

    private static String car(String tags) {
        return """
                {"classTitle": "car", "tags": %s, "points": {"exterior": [[1, 1], [5, 5]], "interior": []}}"""
                .formatted(tags);
    }

    private static NameChoice tags(@Nullable String include, @Nullable String exclude) {
        return new NameChoice("select.tags", list(include), "select.excludeTags", list(exclude));
    }

    private static List<String> list(@Nullable String texts) {
        return texts == null ? List.of() : List.of(texts.split(" "));
    }

    private static Selection images(@Nullable String include, @Nullable String exclude) {
        return Selection.ALL.withTags(tags(include, exclude), Selection.ALL.labelTags());
    }

    private static Selection labels(@Nullable String include, @Nullable String exclude) {
        return Selection.ALL.withTags(Selection.ALL.imageTags(), tags(include, exclude));
    }

    /** What was exported, and how many items were left out after they were planned. */
    private record Exported(List<RenderedItem> items, int leftOut, List<String> notices) {
        static Exported of(ProjectSource project, Selection selection) throws Exception {
            var items = new ArrayList<RenderedItem>();
            var export = new LocalExport(project, OPTIONS, List.of(), selection, Limits.defaults());
            var written = new ArrayList<String>();
            try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults())) {
                export.write(group -> written.add(group.name()), pool, new ByteBudget(64L << 20), ExportListener.NONE,
                        items::add);
            }
            var selected = items.stream().filter(RenderedItem::selected).toList();
            assertThat(items).filteredOn(item -> !item.selected())
                    .allMatch(item -> item.warnings().isEmpty() && item.members().members().isEmpty());
            assertThat(written.removeLast()).isEqualTo("meta.json");
            assertThat(written).isEqualTo(selected.stream().map(item -> item.members().name()).toList());
            return new Exported(selected, items.size() - selected.size(), export.warnings().stream()
                    .filter(warning -> warning.defect().code() == DefectCode.UNUSED_PATTERN)
                    .map(warning -> warning.subject() + ": " + warning.defect().detail()).toList());
        }

        List<String> names() {
            return items.stream().map(item -> item.members().name().replaceAll(".*/|\\.png", "")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"night, , night train", "split, , train val", "split=val, , val", "split=*, night, val",
        "speed=5.0, , val", "speed=5, , ''", "a=b, , odd", "Night, , ''", "n*ht, split, night",
        ", night, none odd plain val", ", *, none plain", "night split=val, , night train val", "a, , ''"})
    void tags_of_images_select_items(@Nullable String include, @Nullable String exclude, String expected)
            throws Exception {
        assertThat(Exported.of(project(), images(include, exclude)).names())
                .containsExactlyElementsOf(list(expected.isEmpty() ? null : expected));
    }

    @ParameterizedTest
    @CsvSource({"night, , 1", "speed, , 1", "speed=7, , 1", "speed=5.0, , 0", ", speed, 3", ", *, 2", "*, night, 1"})
    void tags_of_labels_select_objects(@Nullable String include, @Nullable String exclude, int drawn) throws Exception {
        var exported = Exported.of(project(), labels(include, exclude));
        assertThat(exported.items()).hasSize(6);
        assertThat(exported.items().stream().mapToInt(RenderedItem::labels).sum()).isEqualTo(drawn);
    }

    @Test
    void only_annotated_items_have_an_object_of_the_classes_and_tags() throws Exception {
        var cars = new NameChoice("select.classes", List.of("car"), "select.excludeClasses", List.of());
        assertThat(Exported.of(project(), Selection.ALL.onlyAnnotated()).names())
                .containsExactly("night", "odd", "plain", "val");
        assertThat(Exported.of(project(), Selection.ALL.onlyAnnotated().withClasses(cars)).names())
                .containsExactly("night", "plain", "val");
        assertThat(Exported.of(project(), labels("night speed", null).onlyAnnotated()).names())
                .containsExactly("night", "val");
    }

    @Test
    void an_item_without_annotation_is_left_out_before_any_is_read() throws Exception {
        assertThat(Exported.of(project(), images("night", null)).leftOut()).isEqualTo(3);
        assertThat(Exported.of(project(), images(null, "night")).leftOut()).isEqualTo(2);
    }

    @Test
    void an_item_whose_annotation_cannot_be_read_stays_with_its_warning() throws Exception {
        var project = project().put("d/ann/plain.png.json", "{").put("d/ann/val.png.json", """
                {"size": {"width": 0, "height": 9}, "tags": [], "objects": []}""");
        var exported = Exported.of(project, images("split", null));
        assertThat(exported.names()).containsExactly("plain", "train");
        assertThat(exported.items().getFirst().warnings()).extracting(warning -> warning.defect().code())
                .containsExactly(DefectCode.BROKEN_ANNOTATION);
    }

    @Test
    void a_tag_that_the_project_does_not_declare_is_told() throws Exception {
        assertThat(Exported.of(project(), images("Night split=vall spilt=val a=b n*", "x?=*")).notices())
                .containsExactly("meta.json: 'Night' (select.tags) matches nothing",
                        "meta.json: 'spilt=val' (select.tags) matches nothing",
                        "meta.json: 'x?=*' (select.excludeTags) matches nothing");
    }

    @Test
    void values_of_tags_are_not_read_unless_they_are_asked_for() throws Exception {
        var twice = project().put("d/ann/val.png.json",
                annotation("[{\"name\": \"split\", \"value\": 1, \"value\": 2}]", car("[]")));
        assertThat(Exported.of(twice, Selection.ALL).items()).hasSize(6)
                .allMatch(item -> item.warnings().stream()
                        .noneMatch(warning -> warning.defect().code() == DefectCode.BROKEN_ANNOTATION));
    }
}
