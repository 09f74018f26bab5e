package io.maskexport.annotation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonSieveTest {
    private static final JsonFields FIELDS = JsonFields.object(Map.of(
            "size", JsonFields.object(Map.of("w", JsonFields.value(), "h", JsonFields.value())),
            "objects", JsonFields.object(Map.of(
                    "title", JsonFields.text(20), "points", JsonFields.value(),
                    "nodes", JsonFields.each(JsonFields.object(Map.of("loc", JsonFields.value())), 8)))));
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE).maxNestingDepth(100_000).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build());

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{} → {}",
        "{\"size\": 1, \"x\": 2} → {\"size\": 1}",
        "{\"x\": 2, \"size\": 1} → {\"size\": 1}",
        "{\"x\": 2, \"size\": 1, \"y\": {\"size\": 3}, \"objects\": [], \"z\": []} → {\"size\": 1, \"objects\": []}",
        "{\"x\": [1, {\"a\": [{}, []], \"b\": {}}, \"}\"], \"y\": \"{\\\\\\\"\"} → {}",
        "{\"s\\u0069ze\": {\"\\u0077\": 1, \"\\u0068x\": 2}} → {\"size\": {\"w\": 1}}",
        "{\"objects\": [{\"a\": 1, \"title\": \"t\"}, 5, [{\"title\": 7, \"b\": 2}]]} → {\"objects\": [{\"title\": \"t\"}, 5, [{\"title\": 7}]]}",
        "{\"objects\": {\"points\": [[1, 2.5e3], [{\"a\": 1}, \"text\"], null]}} → {\"objects\": {\"points\": [[1, 2.5e3], [{}, \"\"], null]}}",
        "{\"objects\": {\"nodes\": {\"a\": {\"loc\": [1], \"x\": 2}, \"much too long\": {}}}} → {\"objects\": {\"nodes\": {\"a\": {\"loc\": [1]}, \"much too\": {}}}}",
        "{\"objects\": {\"nodes\": {\"\\ud800\": {}, \"\\\\ud800\": {}}}} → {\"objects\": {\"nodes\": {\"ud800\": {}, \"\\\\ud800\": {}}}}",
        "{\"objects\": {\"title\": \"a title of more than twenty bytes\"}} → {\"objects\": {\"title\": \"a title of more than\"}}",
        "{\"objects\": {\"title\": \"nineteen characters\\u00e9!\"}} → {\"objects\": {\"title\": \"nineteen characters\"}}",
        "{\"objects\": {\"title\": \"nineteen charactersé\"}} → {\"objects\": {\"title\": \"nineteen characters\"}}"})
    void irrelevant_parts_are_omitted(String json, String kept) throws Exception {
        assertThat(MAPPER.readTree(sieved(json, 8_000))).isEqualTo(MAPPER.readTree(kept));
    }

    @Test
    void documents_of_any_shape_come_out_without_their_irrelevant_parts() throws Exception {
        for (int seed = 0; seed < 3_000; seed++) {
            var made = new RandomJson(new Random(seed)).document();
            var expected = MAPPER.readTree(made.kept());
            assertThat(MAPPER.readTree(sieved(made.whole(), seed % 3 == 0 ? 1 : 1 + seed % 50)).equals(expected))
                    .as("%s", made.whole()).isTrue();
        }
    }

    @Test
    void invalid_json_is_refused_at_any_place() {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var json = new RandomJson(random).document().whole().toCharArray();
            json[random.nextInt(json.length)] = "{}[]\":,\\0-.e1 tn\n\u0001".charAt(random.nextInt(18));
            var text = new String(json);
            assertThat(isSieved(text)).as("%s", text).isEqualTo(isJson(text));
        }
    }

    @Test
    void omitted_parts_may_be_of_any_depth_length_and_number() throws Exception {
        var deep = "[{\"a\":".repeat(500_000) + "1" + "}]".repeat(500_000);
        var number = "-" + "9".repeat(1_000_000) + "." + "1".repeat(1_000_000) + "e" + "2".repeat(1_000_000);
        var json = "{\"x\": %s, \"%s\": %s, \"size\": {\"w\": 1, \"y\": %s}, \"x\": \"%s\"}".formatted(deep,
                "k".repeat(3_000_000), number, "[0" + ",0".repeat(1_000_000) + "]", "\\u00e9".repeat(500_000));
        assertThat(sieved(json, 8_000)).isEqualTo("{\"size\": {\"w\": 1}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 999, 1_000, 1_001, 3_999, 4_000, 4_001, 8_000, 100_000})
    void a_thousand_digits_of_a_number_are_relevant(int digits) throws Exception {
        for (int shift = 0; shift < 9; shift++) {
            var json = "{%s\"objects\": {\"points\": [%s0.%s, %s]}}".formatted(" ".repeat(shift),
                    "7, ".repeat(1_300 + shift),
                    "3".repeat(digits), "4".repeat(digits));
            var points = MAPPER.readTree(sieved(json, 8_000)).path("objects").path("points");
            assertThat(points).hasSize(1_302 + shift);
            assertThat(points.get(points.size() - 2).asDouble()).isEqualTo(1 / 3.0);
            assertThat(points.get(points.size() - 1).asDouble()).isGreaterThan(1e300);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{\"size\": {\"w\": 1, \"x\": 2, \"w\": 3}} → duplicate 'w' in one object, at byte 27",
        "{\"size\": {}, \"s\\u0069ze\": {}} → duplicate 'size' in one object, at byte 14",
        "{\"size\": {} → unexpected end, at byte 11",
        "{\"x\": [1, 2 → unexpected end, at byte 11",
        "{\"x\": \"abc → unexpected end, at byte 10",
        "{\"x\": [1, 2}} → unexpected byte, at byte 11",
        "{\"x\": 1,} → unexpected byte, at byte 8",
        "{\"size\": 1} {} → unexpected content after the JSON document, at byte 12",
        "[1] → expected a JSON object, at byte 0",
        "{\"x\": 0x10} → unexpected byte, at byte 7",
        "{'x': 1} → unexpected byte, at byte 1"})
    void errors_name_their_place(String json, String message) {
        assertThatThrownBy(() -> sieved(json, 8_000)).isInstanceOf(MalformedJson.class).hasMessage(message);
    }

    private static boolean isSieved(String json) {
        try {
            MAPPER.readTree(sieved(json, 100));
            return true;
        } catch (MalformedJson e) {
            return e.detail().contains("twice");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isJson(String json) {
        try (var parser = MAPPER.createParser(json)) {
            return MAPPER.readTree(parser).isObject() && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String sieved(String json, int buffer) throws IOException {
        try (var sieve = new JsonSieve(json.getBytes(StandardCharsets.UTF_8), FIELDS, Limits.defaults())) {
            var kept = new ByteArrayOutputStream();
            var bytes = new byte[buffer];
            for (int count = sieve.read(bytes); count >= 0; count = sieve.read(bytes)) {
                kept.write(bytes, 0, count);
            }
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
