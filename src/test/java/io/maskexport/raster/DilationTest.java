package io.maskexport.raster;

import java.util.SplittableRandom;

import io.maskexport.geometry.RunLimitException;
import io.maskexport.geometry.SpanWriter;
import io.maskexport.geometry.Spans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DilationTest {
    private final Dilation dilation = new Dilation();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 40, 100})
    void a_grown_set_has_the_pixels_near_a_pixel_of_the_set(int distance) {
        var random = new SplittableRandom(distance);
        for (int round = 0; round < 60; round++) {
            int width = random.nextInt(1, 40);
            int height = random.nextInt(1, 40);
            boolean[][] set = new boolean[height][width];
            for (int i = random.nextInt(0, 12); i > 0; i--) {
                set[random.nextInt(height)][random.nextInt(width)] = true;
            }
            var grown = dilation.of(spans(set), distance, width, height, Long.MAX_VALUE);
            assertThat(grown).isEqualTo(spans(naive(set, distance)));
        }
    }

    private static boolean[][] naive(boolean[][] set, int distance) {
        boolean[][] grown = new boolean[set.length][set[0].length];
        for (int y = 0; y < set.length; y++) {
            for (int x = 0; x < set[0].length; x++) {
                grown[y][x] = isNear(set, y, x, distance);
            }
        }
        return grown;
    }

    private static boolean isNear(boolean[][] set, int y, int x, int distance) {
        for (int i = Math.max(0, y - distance); i <= Math.min(set.length - 1, y + distance); i++) {
            for (int j = Math.max(0, x - distance); j <= Math.min(set[0].length - 1, x + distance); j++) {
                if (set[i][j]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Spans spans(boolean[][] set) {
        var spans = new SpanWriter();
        for (int y = 0; y < set.length; y++) {
            for (int x = 0; x < set[y].length;) {
                int from = x;
                while (x < set[y].length && set[y][x] == set[y][from]) {
                    x++;
                }
                if (set[y][from]) {
                    spans.append(y, from, x);
                }
            }
        }
        return spans.build();
    }

    @Test
    void a_set_that_grows_beyond_the_limit_is_refused() {
        var dots = new SpanWriter();
        for (int y = 0; y < 100; y += 9) {
            dots.append(y, 50, 51);
        }
        var set = dots.build();
        assertThat(dilation.of(set, 1, 100, 100, 36).count()).isEqualTo(34);
        assertThatThrownBy(() -> dilation.of(set, 1, 100, 100, 30)).isInstanceOf(RunLimitException.class);
        assertThat(dilation.of(set, 1, 100, 100, 36).count()).isEqualTo(34);
    }
}
