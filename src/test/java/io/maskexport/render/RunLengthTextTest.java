package io.maskexport.render;

import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.maskexport.geometry.SpanBuilder;
import io.maskexport.geometry.Spans;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The expected texts are those of {@code pycocotools.mask.encode} (2.0.11). */
class RunLengthTextTest {
    private final RunLengthText text = new RunLengthText();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            . | 1
            # | 01
            .. | 2
            ## | 02
            #. | 011
            .# | 11
            #/. | 011
            .#.#. | 11100
            ./#/./# | 1110
            #####/#...#/#.#.#/#...#/##### | 063LNO0124
            ..../.##./.#../.... | 522O4
            #..#/..../..../#..# | 012060J0
            ##/##/## | 06
            .../###/... | 112000O
            .#./.#./.#. | 333
            #../.#./..# | 013000
            ...#/..#./.#../#... | 312000001
            #.#.#./.#.#.#/#.#.#. | 0110000000000000000
            """)
    void small_shapes_have_the_text_of_pycocotools(String drawing, String counts) {
        var rows = drawing.split("/");
        assertThat(encode(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#')).hasToString(counts);
    }

    private static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(300, 200, "disc", 405, "14fa1410350e0f81"),
                Arguments.of(300, 200, "lines", 32_783, "7e2ff3fbec53f34f"),
                Arguments.of(300, 200, "noise", 29_256, "bc10209e970c656d"),
                Arguments.of(40, 7_000, "disc", 85, "9a095720c1dee226"),
                Arguments.of(40, 7_000, "lines", 152_725, "3950270d4e35bcf9"),
                Arguments.of(40, 7_000, "noise", 136_113, "a94a711372533331"),
                Arguments.of(7_000, 40, "disc", 86, "7e7d2429ada54c72"),
                Arguments.of(7_000, 40, "lines", 148_911, "0154b17718c81e28"),
                Arguments.of(7_000, 40, "noise", 135_377, "ba32f0cbde7c0c20"),
                Arguments.of(1_500, 1_500, "disc", 3_025, "1f47a12a64971116"),
                Arguments.of(1_500, 1_500, "lines", 1_227_003, "bcfd6bc011cdb6ab"),
                Arguments.of(1_500, 1_500, "noise", 1_095_217, "39dd0e95799bf26a"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void large_shapes_have_the_text_of_pycocotools(int width, int height, String shape, int length, String hash) {
        var counts = encode(width, height, shape(shape, width, height));
        assertThat(counts.length()).isEqualTo(length);
        assertThat(DigestUtils.sha256Hex(counts.toString())).startsWith(hash);
    }

    private static BiPredicate<Integer, Integer> shape(String name, int width, int height) {
        long radius = Math.min(width, height) / 2;
        return switch (name) {
            case "disc" -> (x, y) -> square(x - width / 2) + square(y - height / 2) < radius * radius;
            case "lines" -> (x, y) -> (x * 7 + y * 3) % 11 < 4;
            default -> (x, y) -> (square(x) * 31 + square(y) * 17 + (long) x * y) % 97 < 40;
        };
    }

    private static long square(long x) {
        return x * x;
    }

    @Test
    void a_text_may_be_as_long_as_the_limit_and_no_longer() {
        var spans = spans(300, 300, (x, y) -> (x + y) % 2 == 0);
        long length = text.encode(spans, 300, 300, Long.MAX_VALUE).orElseThrow().length();
        assertThat(length).isGreaterThan(1 << 16);
        assertThat(text.encode(spans, 300, 300, length)).isPresent();
        for (long limit : new long[] {length - 1, (1 << 16) + 1, 1 << 16, (1 << 16) - 1, 100, 0}) {
            assertThat(text.encode(spans, 300, 300, limit)).isEmpty();
        }
        assertThat(encode(1, 1, (_, _) -> true)).hasToString("01");
    }

    @Test
    void a_long_text_reads_as_it_is() throws Exception {
        var counts = encode(400, 400, (x, y) -> (x + y) % 2 == 0);
        assertThat(counts.isShort()).isFalse();
        try (var reader = counts.reader()) {
            assertThat(reader.readAllAsString()).isEqualTo(counts.toString()).hasSize(Math.toIntExact(counts.length()));
        }
    }

    private CocoCounts encode(int width, int height, BiPredicate<Integer, Integer> pixels) {
        return text.encode(spans(width, height, pixels), width, height, Long.MAX_VALUE).orElseThrow();
    }

    private static Spans spans(int width, int height, BiPredicate<Integer, Integer> pixels) {
        var spans = new SpanBuilder();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (pixels.test(x, y)) {
                    spans.add(y, x, x + 1);
                }
            }
        }
        return spans.build();
    }
}
