package io.maskexport.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ColumnEdgesTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 9, 3", "9, 1, 3", "2, 2, 4", "13, 7, 1", "40, 30, 2", "40, 30, 9", "300, 3, 5",
        "3, 300, 40"})
    void edges_are_where_pixels_differ_column_by_column(int width, int height, int oneOf) {
        var random = new SplittableRandom(31L * width + height);
        for (int band : new int[] {height + 1, 2 * height + 3, 1 << 20}) {
            var edges = new ColumnEdges(band);
            for (int round = 0; round < 20; round++) {
                var pixels = new boolean[width * height];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = random.nextInt(oneOf) == 0;
                }
                assertThat(edges(edges, spans(pixels, width), height)).isEqualTo(expected(pixels, width, height));
            }
        }
    }

    @Test
    void an_object_as_large_as_the_picture_is_one_run() {
        var spans = new SpanWriter();
        for (int y = 0; y < 65_500; y++) {
            spans.append(y, 0, 1_500);
        }
        var all = spans.build();
        assertThat(edges(new ColumnEdges(), all, 65_500)).containsExactly(0L, 1_500L * 65_500);
        assertThat(new ColumnEdges().count(all)).isEqualTo(3_000);
    }

    @Test
    void more_edges_than_are_kept_are_found_in_bands() {
        var spans = new SpanWriter();
        for (int y = 0; y < 4_000; y += 2) {
            spans.append(y, 5, 905);
        }
        var found = edges(new ColumnEdges(), spans.build(), 4_000);
        assertThat(found).hasSize(900 * 4_000).isSorted();
        assertThat(found.getFirst()).isEqualTo(5 * 4_000);
        assertThat(found.getLast()).isEqualTo(905 * 4_000 - 1);
    }

    @Test
    void no_pixels_have_no_edges() {
        assertThat(edges(new ColumnEdges(), Spans.EMPTY, 7)).isEmpty();
        assertThat(new ColumnEdges().count(Spans.EMPTY)).isZero();
    }

    @Test
    void an_interrupted_thread_stops() {
        var one = new SpanWriter();
        one.append(0, 0, 1);
        var spans = one.build();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> edges(new ColumnEdges(), spans, 2)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private static List<Long> edges(ColumnEdges edges, Spans spans, int height) {
        var found = new ArrayList<Long>();
        edges.forEach(spans, height, found::add);
        return found;
    }

    private static List<Long> expected(boolean[] pixels, int width, int height) {
        var found = new ArrayList<Long>();
        boolean last = false;
        for (int i = 0; i <= pixels.length; i++) {
            boolean pixel = i < pixels.length && pixels[i % height * width + i / height];
            if (pixel != last) {
                found.add((long) i);
            }
            last = pixel;
        }
        return found;
    }

    private static Spans spans(boolean[] pixels, int width) {
        var spans = new SpanBuilder();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i]) {
                spans.add(i / width, i % width, i % width + 1);
            }
        }
        return spans.build();
    }
}
