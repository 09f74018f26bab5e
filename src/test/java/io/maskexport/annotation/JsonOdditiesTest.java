package io.maskexport.annotation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** JSON as other tools write it, and JSON that nobody should write: the outcome of each is specified here. */
class JsonOdditiesTest {
    private static final String SIZE = "\"size\": {\"width\": 20, \"height\": 10}";
    private static final String HEAD = "{" + SIZE + ", \"tags\": [], \"objects\": [";

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        // a coordinate
        "7 → 7",
        "7.0 → 7",
        "7.999999999999 → 7",
        "-0.0 → 0",
        "-0.5 → -1",
        "-0 → 0",
        "7e0 → 7",
        "0.7E+1 → 7",
        "7000e-3 → 7",
        "1e-400 → 0",
        "1e400 → BAD_COORDINATE",
        "-1e400 → BAD_COORDINATE",
        "1e99999999999999999999 → BAD_COORDINATE",
        "10000000 → 10000000",
        "10000001 → BAD_COORDINATE",
        "9223372036854775808 → BAD_COORDINATE",
        "NaN → BAD_COORDINATE",
        "Infinity → BAD_COORDINATE",
        "-Infinity → BAD_COORDINATE",
        "null → BROKEN_GEOMETRY",
        "true → BROKEN_GEOMETRY",
        "\"7\" → BROKEN_GEOMETRY",
        "[7] → BROKEN_GEOMETRY",
        "{} → BROKEN_GEOMETRY",
        "{\"a\": [[[[7]]]]} → BROKEN_GEOMETRY",
        "07 → BROKEN_ANNOTATION",
        "+7 → BROKEN_ANNOTATION",
        ".7 → BROKEN_ANNOTATION",
        "7. → BROKEN_ANNOTATION",
        "0x7 → BROKEN_ANNOTATION",
        "7_0 → BROKEN_ANNOTATION",
        "nan → BROKEN_ANNOTATION",
        "None → BROKEN_ANNOTATION",
        "'7' → BROKEN_ANNOTATION",
        "→ BROKEN_ANNOTATION",
        "7,, → BROKEN_ANNOTATION"})
    void a_coordinate_is_a_number(String written, String outcome) {
        assertOutcome(HEAD + point("\"points\": {\"exterior\": [[" + (written == null ? "" : written)
                + ", 1]], \"interior\": []}") + "]}", outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "\"id\": null → 7",
        "\"id\": 1e400 → 7",
        "\"id\": {\"a\": 1} → 7",
        "\"description\": null → 7",
        "\"description\": {\"deep\": [[[[[[]]]]]]} → 7",
        "\"description\": 1, \"description\": 2 → 7",
        "\"createdAt\": NaN → 7",
        "\"tags\": null → 7",
        "\"tags\": {\"name\": \"x\"} → 7",
        "\"tags\": [{\"name\": null, \"value\": 1e400}] → 7",
        "\"tags\": [{}] → 7",
        "\"geometryType\": null → 7",
        "\"geometryType\": \"polygon\" → 7",
        "\"shape\": [] → 7",
        "\"nodes\": null → 7",
        "\"bitmap\": {\"data\": 7, \"origin\": \"x\"} → 7",
        "\"angle\": \"x\" → 7",
        "\"\": 1 → 7",
        "\"\\ud83d\": \"\\ud83d\" → 7",
        "\"\\u0000\": \"\\u0000\" → 7",
        "\"p\\u006fints\": null → BROKEN_ANNOTATION",
        "\"classTitle\": \"point\" → BROKEN_ANNOTATION",
        "\"description\": \"\\x41\" → BROKEN_ANNOTATION",
        "\"description\": nil → BROKEN_ANNOTATION",
        "\"description\": 1 2 → BROKEN_ANNOTATION",
        "description: 1 → BROKEN_ANNOTATION",
        "/* 1 */ \"description\": 1 → BROKEN_ANNOTATION",
        "\"description\": 1, → BROKEN_ANNOTATION"})
    void a_field_that_the_geometry_does_not_need_may_be_anything_but_must_be_json(String field, String outcome) {
        assertOutcome(HEAD + point(field + ", \"points\": {\"exterior\": [[7, 1]], \"interior\": []}") + "]}", outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{size, objects} → 7",
        "\ufeff{size, objects} → 7",
        "\ufeff\ufeff{size, objects} → BROKEN_ANNOTATION",
        "{objects, size} → 7",
        "{size, objects, \"tags\": null} → 7",
        "{size, objects, \"customBigData\": null} → 7",
        "{size, objects, \"customBigData\": 0.1e-99999999999} → 7",
        "{size, objects, \"customBigData\": {\"size\": {}, \"size\": {}}} → 7",
        "{size, objects, \"imageId\": 99999999999999999999999999} → 7",
        "{size, size, objects} → BROKEN_ANNOTATION",
        "{size, objects, objects} → BROKEN_ANNOTATION",
        "{size, objects} {} → BROKEN_ANNOTATION",
        "{size, objects}, → BROKEN_ANNOTATION",
        "{size, objects}} → BROKEN_ANNOTATION",
        "[{size, objects}] → BROKEN_ANNOTATION",
        "{size, objects → BROKEN_ANNOTATION",
        "{size, objects, \"customBigData\": {\"a\": [}} → BROKEN_ANNOTATION",
        "{size, objects, \"customBigData\": \"\u0001\"} → BROKEN_ANNOTATION",
        "{size, \"objects\": null} → BROKEN_ANNOTATION",
        "{\"size\": null, objects} → BROKEN_ANNOTATION",
        "{\"size\": [20, 10], objects} → BROKEN_ANNOTATION",
        "{\"size\": {}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": 20}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": 20, \"height\": null}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": \"20\", \"height\": 10}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": 20.0, \"height\": 1e1}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": 20.5, \"height\": 10}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": 1e400, \"height\": 10}, objects} → BAD_CANVAS_SIZE",
        "{\"size\": {\"width\": -20, \"height\": 10}, objects} → BAD_CANVAS_SIZE"})
    void a_document_has_a_size_and_objects_and_is_one_json_object(String written, String outcome) {
        var objects = "\"objects\": [" + point("\"points\": {\"exterior\": [[7, 1]], \"interior\": []}") + "]";
        assertOutcome(
                written.replaceAll("(?<!\")\\bsize\\b(?!\")", SIZE).replaceAll("(?<!\")\\bobjects\\b(?!\")", objects),
                outcome);
    }

    @Test
    void a_document_is_utf_8_or_shows_that_it_is_not() {
        var json = HEAD
                + point("\"description\": \"é汽\ud83d\ude80\", \"points\": {\"exterior\": [[7, 1]], \"interior\": []}")
                + "]}";
        for (var charset : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"}) {
            assertThat(outcome(json.getBytes(Charset.forName(charset)))).as(charset).isEqualTo("7");
            assertThat(outcome(("\ufeff" + json).getBytes(Charset.forName(charset)))).as(charset)
                    .isEqualTo(charset.equals("UTF-16") ? "BROKEN_ANNOTATION" : "7");
        }
        for (int bad : new int[] {0x80, 0xC0, 0xC1, 0xED, 0xF5, 0xFF}) {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(0xC3)] = (byte) bad;
            assertThat(outcome(bytes)).isEqualTo("BROKEN_ANNOTATION");
        }
    }

    @Test
    void very_long_texts_are_read_as_far_as_they_are_relevant() throws DefectException {
        var huge = "x".repeat(20_000_000);
        var json = HEAD + "{\"classTitle\": \"" + huge + "\"}, "
                + point("\"tags\": [\"" + huge + "\"], \"id\": \"" + huge
                        + "\", \"points\": {\"exterior\": [[7, 1]], \"interior\": []}")
                + "]}";
        var annotation = Json.reader().read(Json.bytes(json));
        assertThat(annotation.labels()).hasSize(1);
        assertThat(annotation.defects()).extracting(defect -> defect.code().name())
                .containsExactly("UNKNOWN_CLASS", "UNKNOWN_TAG");
    }

    private static String point(String fields) {
        return "{\"classTitle\": \"point\", " + fields + "}";
    }

    private static void assertOutcome(String json, String outcome) {
        assertThat(outcome(Json.bytes(json))).as(json).isEqualTo(outcome);
    }

    /** The point's column, or the code of the defect; checks that the detail is in our own words and not empty. */
    private static String outcome(byte[] json) {
        Defect defect;
        try {
            var annotation = Json.reader().read(json);
            annotation.defects().stream().filter(found -> !found.code().name().startsWith("UNKNOWN_TAG"))
                    .forEach(found -> assertInOurWords(found.detail()));
            if (!annotation.labels().isEmpty()) {
                return annotation.labels().getFirst().geometry() instanceof Geometry.Point point
                        ? Integer.toString(point.x())
                        : "?";
            }
            defect = annotation.defects().getFirst();
        } catch (DefectException e) {
            defect = e.defect();
        }
        assertInOurWords(defect.detail());
        return defect.code().name();
    }

    private static void assertInOurWords(String detail) {
        assertThat(detail).isNotBlank().doesNotContain("Exception", "Stream", "Json", "jackson", "java.", "get",
                "Token",
                "START_", "VALUE_", "[Source", "null,");
    }
}
