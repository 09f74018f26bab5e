package io.maskexport.annotation;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.Limit.ANNOTATION_BYTES;
import static io.maskexport.defect.Limit.FIGURE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_POINTS;
import static io.maskexport.defect.Limit.JSON_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void an_unknown_tag_is_noticed_once_and_stops_nothing() throws Exception {
        var label = "{\"classTitle\": \"point\", \"tags\": [{\"name\": \"nope\"}, {\"name\": \"known\"}], " + POINT
                + "}";
        var annotation = Json.reader().read(Json.annotation(label, label));
        assertThat(annotation.labels()).hasSize(2);
        assertThat(annotation.defects()).extracting(Defect::code).containsExactly(DefectCode.UNKNOWN_TAG);
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
    @ValueSource(strings = {"0", "-1", "1000000000", "1e9", "1.5", "null", "\"5\"", "2147483648",
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
    void nesting_is_limited() {
        assertDefect("{\"x\": " + "[".repeat(100) + "]".repeat(100) + "}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect("[".repeat(1_000_000), DefectCode.BROKEN_ANNOTATION);
    }

    @Test
    void bytes_tokens_names_and_digits_are_limited() {
        var limits = limits(1000, 100, 10);
        assertDefect(limits, "{\"x\": \"" + "y".repeat(1000) + "\"}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect(limits, "{\"x\": [0" + ",0".repeat(200) + "]}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect("{\"" + "n".repeat(2000) + "\": 1}", DefectCode.ANNOTATION_TOO_LARGE);
        assertDefect("{\"size\": {\"width\": " + "1".repeat(100) + "}}", DefectCode.ANNOTATION_TOO_LARGE);
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
