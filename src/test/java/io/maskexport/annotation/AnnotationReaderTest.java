package io.maskexport.annotation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.Limit.ANNOTATION_BYTES;
import static io.maskexport.defect.Limit.FIGURE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_LABELS;
import static io.maskexport.defect.Limit.IMAGE_POINTS;
import static io.maskexport.defect.Limit.JSON_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class AnnotationReaderTest {
    private static final String POINT = "\"points\": {\"exterior\": [[1, 2]], \"interior\": []}";

    @Test
    void the_size_may_come_after_the_objects() throws Exception {
        var annotation = read(
                "{\"objects\": [" + Json.label("point", POINT) + "], \"size\": {\"height\": 7, \"width\": 9}}");
        assertThat(annotation.width()).isEqualTo(9);
        assertThat(annotation.height()).isEqualTo(7);
        assertThat(annotation.labels()).hasSize(1);
    }

    @Test
    void a_defect_names_its_label() throws Exception {
        var annotation = Json.reader().read(Json.annotation(Json.label("point", POINT),
                "{\"id\": 81, \"classTitle\": \"point\", \"points\": {\"interior\": [], \"exterior\": [[7, \"1\"]]}}",
                Json.label("n".repeat(70), "\"id\": \"x-1\"")));
        assertThat(annotation.defects()).extracting(Defect::detail).containsExactly(
                "label 1 (point, id 81): 'points': expected a number, found a string",
                "label 2 (" + "n".repeat(60) + "…, id x-1): the class is not in meta.json");
    }

    @Test
    void a_class_is_found_in_whatever_form_its_letters_are_composed() throws Exception {
        var meta = ProjectMetaReader.read(Json
                .bytes("""
                        {"classes": [{"title": "caf\u00e9", "shape": "point"}, {"title": "\u1e9b\u0323", "shape": "point"}]}"""),
                Limits.defaults());
        var annotation = new AnnotationReader(meta, Limits.defaults()).read(Json.annotation(
                Json.label("cafe\u0301", POINT), Json.label("\u1e9b\u0323", POINT), Json.label("cafe", POINT)));
        assertThat(annotation.labels()).extracting(label -> label.objectClass().index()).containsExactly(1, 2);
        assertThat(annotation.defects()).extracting(Defect::code).containsExactly(DefectCode.UNKNOWN_CLASS);
    }

    @Test
    void classes_equal_in_nfc_are_found_only_by_their_exact_spelling() throws Exception {
        var meta = ProjectMetaReader.read(Json.bytes("""
                {"classes": [{"title": "\u1e69", "shape": "point"}, {"title": "s\u0323\u0307", "shape": "point"}]}"""),
                Limits.defaults());
        var annotation = new AnnotationReader(meta, Limits.defaults()).read(Json.annotation(
                Json.label("s\u0323\u0307", POINT), Json.label("\u1e69", POINT), Json.label("s\u0307\u0323", POINT)));
        assertThat(annotation.labels()).extracting(label -> label.objectClass().index()).containsExactly(2, 1);
        assertThat(annotation.defects()).extracting(Defect::code, Defect::detail).containsExactly(
                tuple(DefectCode.UNKNOWN_CLASS, "label 2 (s\u0307\u0323): "
                        + "2 classes of meta.json have a title equal in Unicode form NFC, and none has exactly this one"));
    }

    @Test
    void a_label_of_a_class_that_meta_lacks_is_left_out_and_the_others_are_read() throws Exception {
        var annotation = Json.reader().read(Json.annotation(Json.label("nope", POINT), Json.label("point", POINT)));
        assertThat(annotation.labels()).hasSize(1);
        assertThat(annotation.defects()).containsExactly(
                new Defect(DefectCode.UNKNOWN_CLASS, "label 0 (nope): the class is not in meta.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "7", "[[]]", "{\"classTitle\": 7}"})
    void what_is_not_a_label_is_a_defect_of_its_own(String label) throws Exception {
        var annotation = Json.reader().read(Json.annotation(label, Json.label("point", POINT)));
        assertThat(annotation.labels()).hasSize(1);
        assertThat(annotation.defects()).extracting(Defect::code).containsExactly(DefectCode.BROKEN_GEOMETRY);
    }

    @Test
    void an_unknown_tag_is_reported_once_and_stops_nothing() throws Exception {
        var label = "{\"classTitle\": \"point\", \"tags\": [{\"name\": \"nope\"}, {\"name\": \"known\"}], " + POINT
                + "}";
        var annotation = Json.reader().read(Json.annotation(label, label));
        assertThat(annotation.labels()).hasSize(2);
        assertThat(annotation.defects()).extracting(Defect::code).containsExactly(DefectCode.UNKNOWN_TAG);
    }

    @Test
    void a_tag_may_be_its_name_alone_and_of_any_form() throws Exception {
        var label = "{\"classTitle\": \"point\", \"tags\": [\"known\", \"nope\", 7, null, [[]], {\"name\": {}}], "
                + POINT + "}";
        assertThat(Json.reader().read(Json.annotation(label)).defects())
                .containsExactly(new Defect(DefectCode.UNKNOWN_TAG, "tag 'nope'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "{", "null", "{\"objects\": []}",
        "{\"size\": {\"width\": 1, \"height\": 1}}",
        "{\"size\": 5, \"objects\": []}", "{\"size\": {\"width\": 1, \"height\": 1}, \"objects\": {}}",
        "{\"size\": {\"width\": 1, \"height\": 1}, \"objects\": []} x",
        "{\"size\": {\"width\": 1, \"height\": 1}, \"objects\": []} {}",
        "{\"size\": {\"width\": 1, \"height\": 1}, \"size\": {\"width\": 1, \"height\": 1}, \"objects\": []}",
        "{\"size\": {\"width\": 1, \"height\": 1}, \"objects\": [}",
        "{\"size\": {\"width\": 1, \"height\": 1}, \"objects\": [{\"points\": [[1,"})
    void what_is_not_an_annotation_is_broken(String json) {
        assertDefect(json, DefectCode.BROKEN_ANNOTATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000", "1e9", "1.5", "null", "\"5\"", "2147483648", "true", "NaN",
        "Infinity", "-0.0", "0.5", "20.0",
        "99999999999999999999",
        "65501"})
    void a_size_that_no_canvas_has_is_a_defect_of_the_item(String side) {
        assertDefect("{\"size\": {\"width\": " + side + ", \"height\": 5}, \"objects\": []}",
                DefectCode.BAD_CANVAS_SIZE);
        assertDefect("{\"size\": {\"width\": 5, \"height\": " + side + "}, \"objects\": []}",
                DefectCode.BAD_CANVAS_SIZE);
    }

    @ParameterizedTest
    @CsvSource({"10000,10000,true", "10000,10001,false"})
    void a_canvas_may_have_a_hundred_million_pixels(int width, int height, boolean fits) throws Exception {
        var json = "{\"size\": {\"width\": " + width + ", \"height\": " + height + "}, \"objects\": []}";
        if (fits) {
            assertThat(read(json).width()).isEqualTo(width);
        } else {
            assertDefect(json, DefectCode.BAD_CANVAS_SIZE);
        }
    }

    @Test
    void nesting_of_relevant_parts_is_limited() {
        assertDefect("{\"size\": " + "[".repeat(100) + "]".repeat(100) + "}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect("[".repeat(1_000_000), DefectCode.BROKEN_ANNOTATION);
    }

    @Test
    void bytes_and_tokens_are_limited() {
        var limits = limits(1000, 100, 10);
        assertDefect(limits, "{\"x\": \"" + "y".repeat(1000) + "\"}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect(limits, "{\"objects\": [0" + ",0".repeat(200) + "]}", DefectCode.ANNOTATION_TOO_LARGE);
    }

    @Test
    void a_defect_says_which_limit_was_exceeded() {
        assertLimit(Limit.JSON_TOKENS, "{\"objects\": [0" + ",0".repeat(200) + "]}");
        assertLimit(Limit.JSON_DEPTH, "{\"size\": " + "[".repeat(100) + "]".repeat(100) + "}");
        assertLimit(Limit.ANNOTATION_BYTES, " ".repeat(1001));
    }

    private static void assertLimit(Limit limit, String json) {
        var reader = Json.reader(limits(1000, 100, 10));
        assertThatThrownBy(() -> reader.read(Json.bytes(json))).isInstanceOfSatisfying(DefectException.class,
                e -> assertThat(e.defect().limit()).contains(limit));
    }

    @Test
    void a_label_of_too_many_points_is_left_out() throws Exception {
        var points = IntStream.range(0, 11).mapToObj(i -> "[" + i + ", 1]").collect(Collectors.joining(","));
        var line = Json.label("line", "\"points\": {\"exterior\": [" + points + "], \"interior\": []}");
        var annotation = Json.reader(limits(10_000, 10_000, 10))
                .read(Json.annotation(line, Json.label("point", POINT)));
        assertThat(annotation.labels()).hasSize(1);
        assertThat(annotation.defects()).extracting(Defect::code).containsExactly(DefectCode.FIGURE_TOO_COMPLEX);
    }

    @Test
    void an_item_of_too_many_points_is_too_large() {
        var labels = IntStream.range(0, 21).mapToObj(i -> Json.label("point", POINT)).toArray(String[]::new);
        assertThatThrownBy(() -> Json.reader(limits(10_000, 10_000, 10)).read(Json.annotation(labels)))
                .isInstanceOfSatisfying(DefectException.class,
                        e -> assertThat(e.code()).isEqualTo(DefectCode.ANNOTATION_TOO_LARGE));
    }

    @Test
    void very_many_defects_are_summed_up() throws Exception {
        var labels = IntStream.range(0, 10_005).mapToObj(i -> "{}").toArray(String[]::new);
        var defects = Json.reader().read(Json.annotation(labels)).defects();
        assertThat(defects).hasSize(10_001);
        assertThat(defects.getLast().detail()).startsWith("and 5 more defects");
    }

    @Test
    void one_reader_serves_many_threads() {
        var reader = Json.reader();
        var json = Json.annotation(Json.label("point", POINT));
        var labels = IntStream.range(0, 200).parallel().mapToObj(i -> {
            try {
                return reader.read(json).labels();
            } catch (DefectException e) {
                throw new IllegalStateException(e);
            }
        }).distinct().toList();
        assertThat(labels).hasSize(1);
    }

    @Test
    void labels_are_counted() throws Exception {
        var limits = Limits.defaults().with(IMAGE_LABELS, 3);
        var label = "{\"classTitle\": \"nobody\"}";
        assertThat(Json.reader(limits).read(Json.annotation(String.join(",", label, label, label))).defects())
                .hasSize(3);
        assertThatThrownBy(
                () -> Json.reader(limits).read(Json.annotation(String.join(",", label, label, label, label))))
                .isInstanceOfSatisfying(DefectException.class,
                        e -> assertThat(e.code()).isEqualTo(DefectCode.ANNOTATION_TOO_LARGE));
    }

    private static Limits limits(int bytes, int tokens, int figurePoints) {
        return Limits.defaults()
                .with(ANNOTATION_BYTES, Math.max(bytes, 1))
                .with(JSON_TOKENS, tokens)
                .with(FIGURE_POINTS, figurePoints)
                .with(IMAGE_POINTS, 2L * figurePoints);
    }

    private static Annotation read(String json) throws DefectException {
        return Json.reader().read(Json.bytes(json));
    }

    private static void assertDefect(String json, DefectCode code) {
        assertDefect(Limits.defaults(), json, code);
    }

    private static void assertDefect(Limits limits, String json, DefectCode code) {
        var reader = limits.equals(Limits.defaults())
                ? Json.reader()
                : new AnnotationReader(
                        new ProjectMeta(java.util.List.of(), java.util.Set.of(), java.util.List.of()), limits);
        assertThatThrownBy(() -> reader.read(Json.bytes(json))).isInstanceOfSatisfying(DefectException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
