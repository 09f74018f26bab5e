package io.maskexport.annotation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectMetaReaderTest {
    private static final Path CASES = Path.of("test/resources/corpus/projects/edge-cases");

    @Test
    void a_class_has_a_title_a_shape_a_colour_and_its_position_plus_one() throws Exception {
        var box = read(Json.META).classes().get(2);
        assertThat(box).isEqualTo(new ObjectClass("box", Shape.RECTANGLE, 0x0000FF, 3, GraphTemplate.NONE));
    }

    @Test
    void a_graph_class_has_a_template() throws Exception {
        var template = read(Json.META).classOf("graph").orElseThrow().graph();
        assertThat(template.nodes()).containsOnlyKeys("a", "b").containsEntry("a", OptionalInt.of(0x010203))
                .containsEntry("b", OptionalInt.empty());
        assertThat(template.edges()).containsExactly(new GraphTemplate.Edge("a", "b", OptionalInt.of(0x0A0B0C)));
    }

    @Test
    void an_unknown_shape_is_any() throws Exception {
        var meta = read(
                "{\"classes\": [{\"title\": \"a\", \"shape\": \"hexagon\"}, {\"title\": \"b\", \"shape\": 7}]}");
        assertThat(meta.classes()).extracting(ObjectClass::shape).containsExactly(Shape.ANY, Shape.ANY);
    }

    @Test
    void tags_are_known_by_name() throws Exception {
        assertThat(read(Json.META).tags()).containsExactly("known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"classes\": {}}", "{\"classes\": [{}]}",
        "{\"classes\": [{\"title\": 5}]}",
        "{\"classes\": [7]}", "{\"classes\": []} x", "{\"classes\": [], \"classes\": []}", "{\"classes\": [", "\ufeff"})
    void what_is_not_a_class_list_ends_the_export(String json) {
        assertDefect(json, DefectCode.BROKEN_META);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"videos\"", "\"volumes\"", "\"point_clouds\"", "\"point_cloud_episodes\"", "\"IMAGES\"",
        "\"\"", "7", "an array"})
    void a_project_of_anything_but_images_is_refused_and_its_type_is_said(String type) {
        var json = "{\"classes\": [], \"tags\": [], \"projectType\": %s}"
                .formatted(type.equals("an array") ? "[]" : type);
        assertThatThrownBy(() -> ProjectMetaReader.read(json.getBytes(UTF_8), Limits.defaults()))
                .isInstanceOfSatisfying(DefectException.class, e -> {
                    assertThat(e.code()).isEqualTo(DefectCode.WRONG_PROJECT_TYPE);
                    assertThat(e.defect().detail()).contains("projectType is " + type);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"projectType\": \"images\"", ", \"projectType\": null"})
    void a_project_that_does_not_say_otherwise_is_one_of_images(String type) throws Exception {
        assertThat(read("{\"classes\": []" + type + "}").classes()).isEmpty();
    }

    @Test
    void two_classes_of_one_title_end_the_export_and_are_named() {
        assertThatThrownBy(() -> readCase("duplicate-class")).isInstanceOfSatisfying(DefectException.class, e -> {
            assertThat(e.code()).isEqualTo(DefectCode.DUPLICATE_CLASS);
            assertThat(e.defect().detail()).matches("two classes are called '.+'");
        });
    }

    @Test
    void more_classes_than_sixteen_bits_count_end_the_export() throws Exception {
        assertThat(read(classes(65_535)).classes()).hasSize(65_535);
        assertDefect(classes(65_536), DefectCode.TOO_MANY_CLASSES);
    }

    @Test
    void an_invalid_colour_is_replaced_by_one_derived_from_the_title() throws Exception {
        var first = readCase("bad-colour");
        assertThat(first.defects()).extracting(Defect::code).containsExactly(DefectCode.BAD_COLOUR);
        assertThat(readCase("bad-colour").classes()).isEqualTo(first.classes());
        assertThat(first.classes().getFirst().rgb()).isBetween(1, 0xFFFFFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "#1234567", "123456", "#GG0000", "", " #123456", "#123456\\n"})
    void only_a_hash_and_six_digits_are_a_colour(String colour) throws Exception {
        var meta = read("{\"classes\": [{\"title\": \"a\", \"shape\": \"any\", \"color\": \"" + colour + "\"}]}");
        assertThat(meta.defects()).extracting(Defect::code).containsExactly(DefectCode.BAD_COLOUR);
    }

    @Test
    void a_derived_colour_is_never_that_of_another_class() throws Exception {
        var derived = read("{\"classes\": [{\"title\": \"a\"}]}").classes().getFirst().rgb();
        var meta = read(
                "{\"classes\": [{\"title\": \"a\"}, {\"title\": \"b\", \"color\": \"#%06X\"}]}".formatted(derived));
        assertThat(meta.classes().get(0).rgb()).isNotEqualTo(derived);
        assertThat(meta.classes().get(1).rgb()).isEqualTo(derived);
    }

    @Test
    void duplicate_and_black_colours_are_reported() throws Exception {
        var meta = read(
                "{\"classes\": [{\"title\": \"a\", \"color\": \"#0000ff\"}, {\"title\": \"b\", \"color\": \"#0000FF\"},"
                        + "{\"title\": \"c\", \"color\": \"#000000\"}]}");
        assertThat(meta.defects()).containsExactly(
                new Defect(DefectCode.DUPLICATE_COLOUR, "#0000FF is the colour of 'a', 'b'"),
                new Defect(DefectCode.BLACK_COLOUR, "classes that are black like the background: 'c'"));
    }

    @Test
    void a_class_at_the_ignore_index_and_sixteen_bits_are_reported() throws Exception {
        assertThat(codes(254)).doesNotContain(DefectCode.IGNORE_INDEX_CLASS, DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(codes(255)).contains(DefectCode.IGNORE_INDEX_CLASS).doesNotContain(DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(codes(256)).contains(DefectCode.IGNORE_INDEX_CLASS, DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(readCase("many-classes").needsSixteenBits()).isTrue();
    }

    @Test
    void nesting_of_relevant_parts_is_limited() throws Exception {
        assertDefect("{\"classes\": " + "[".repeat(100) + "]".repeat(100) + "}", DefectCode.BROKEN_META);
        assertThat(read("{\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + ", \"classes\": []}").classes())
                .isEmpty();
    }

    @Test
    void fields_that_masks_do_not_depend_on_may_be_anything() throws Exception {
        var odd = "{\"a\": 1e%s, \"a\": %s, \"%s\": NaN}".formatted("9".repeat(5_000), "7".repeat(5_000),
                "k".repeat(5_000));
        var meta = read(
                """
                        {"projectSettings": %1$s, "classes": [{"description": %1$s, "title": "a", "shape": "graph", "geometry_config":
                        {"x": %1$s, "nodes": {"n": {"label": %1$s, "color": "#010203"}}, "edges": []}}], "tags": [{"value": %1$s,
                        "name": "t", "values": [%1$s]}]}"""
                        .formatted(odd));
        assertThat(meta.classOf("a").orElseThrow().graph().nodes()).containsOnlyKeys("n");
        assertThat(meta.tags()).containsExactly("t");
    }

    @Test
    void tags_may_be_declared_for_images_and_objects_apart_or_by_their_names_alone() throws Exception {
        assertThat(
                read("""
                        {"classes": [], "tags": ["a"], "tags_images": [{"name": "b"}, 5], "tags_objects": [{"name": "cafe\u0301"}]}""")
                        .tags())
                .containsExactlyInAnyOrder("a", "b", "cafe\u0301", "caf\u00e9");
    }

    @Test
    void a_title_has_a_thousand_and_twenty_four_characters_at_most() throws Exception {
        var longest = "é".repeat(1_024);
        assertThat(read("{\"classes\": [{\"title\": \"" + longest + "\"}]}").classOf(longest)).isPresent();
        for (var title : List.of(longest + "x", "\\ud83d\\ude80".repeat(513), "x".repeat(21_000_000))) {
            assertThatThrownBy(() -> read("{\"classes\": [{\"title\": \"a\"}, {\"title\": \"" + title + "\"}]}"))
                    .isInstanceOfSatisfying(DefectException.class, e -> {
                        assertThat(e.code()).isEqualTo(DefectCode.BROKEN_META);
                        assertThat(e.defect().limit()).contains(Limit.NAME_LENGTH);
                        assertThat(e.defect().detail())
                                .startsWith("class 2 has a title of more than 1024 characters: ");
                    });
        }
    }

    @Test
    void bytes_and_parts_of_templates_are_limited() {
        var limits = Limits.defaults().with(Limit.META_BYTES, 2_000).with(Limit.TEMPLATE_PARTS, 10);
        assertLimit(limits, Limit.META_BYTES, " ".repeat(2_001));
        assertLimit(limits, Limit.TEMPLATE_PARTS,
                "{\"classes\": [{\"title\": \"a\", \"geometry_config\": {\"edges\": [0" + ",0".repeat(10) + "]}}]}");
    }

    private static void assertLimit(Limits limits, Limit limit, String json) {
        assertThatThrownBy(() -> ProjectMetaReader.read(Json.bytes(json), limits))
                .isInstanceOfSatisfying(DefectException.class, e -> assertThat(e.defect().limit()).contains(limit));
    }

    private static List<DefectCode> codes(int classes) throws Exception {
        return read(classes(classes)).defects().stream().map(Defect::code).toList();
    }

    private static String classes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"title\": \"c%d\", \"shape\": \"polygon\", \"color\": \"#%06X\"}".formatted(i, i + 1))
                .collect(Collectors.joining(",", "{\"classes\": [", "]}"));
    }

    private static ProjectMeta read(String json) throws DefectException {
        return ProjectMetaReader.read(Json.bytes(json), Limits.defaults());
    }

    private static ProjectMeta readCase(String name) throws Exception {
        return ProjectMetaReader.read(Files.readAllBytes(CASES.resolve(name).resolve("project/meta.json")),
                Limits.defaults());
    }

    private static void assertDefect(String json, DefectCode code) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(DefectException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
