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
        assertThat(read(Json.META).classOf("solid").orElseThrow().shape()).isEqualTo(Shape.ANY);
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
        "\"\"", "7", "[\"images\"]"})
    void a_project_of_anything_but_images_is_refused_and_its_type_is_said(String type) {
        var json = "{\"classes\": [], \"tags\": [], \"projectType\": %s}".formatted(type);
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
    void a_colour_that_is_none_is_derived_from_the_title_and_always_the_same() throws Exception {
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
    void a_derived_colour_is_no_other_classes_colour() throws Exception {
        var derived = read("{\"classes\": [{\"title\": \"a\"}]}").classes().getFirst().rgb();
        var meta = read(
                "{\"classes\": [{\"title\": \"a\"}, {\"title\": \"b\", \"color\": \"#%06X\"}]}".formatted(derived));
        assertThat(meta.classes().get(0).rgb()).isNotEqualTo(derived);
        assertThat(meta.classes().get(1).rgb()).isEqualTo(derived);
    }

    @Test
    void one_colour_of_two_classes_and_black_are_noticed() throws Exception {
        var meta = read(
                "{\"classes\": [{\"title\": \"a\", \"color\": \"#0000ff\"}, {\"title\": \"b\", \"color\": \"#0000FF\"},"
                        + "{\"title\": \"c\", \"color\": \"#000000\"}]}");
        assertThat(meta.defects()).containsExactly(
                new Defect(DefectCode.DUPLICATE_COLOUR, "#0000FF is the colour of 'a', 'b'"),
                new Defect(DefectCode.BLACK_COLOUR, "classes as black as the background: 'c'"));
    }

    @Test
    void a_class_at_the_ignore_index_and_sixteen_bits_are_noticed() throws Exception {
        assertThat(codes(254)).doesNotContain(DefectCode.IGNORE_INDEX_CLASS, DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(codes(255)).contains(DefectCode.IGNORE_INDEX_CLASS).doesNotContain(DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(codes(256)).contains(DefectCode.IGNORE_INDEX_CLASS, DefectCode.SIXTEEN_BIT_CLASSES);
        assertThat(readCase("many-classes").needsSixteenBits()).isTrue();
    }

    @Test
    void nesting_is_limited() {
        assertDefect("{\"x\": " + "[".repeat(100) + "]".repeat(100) + "}", DefectCode.BROKEN_META);
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
