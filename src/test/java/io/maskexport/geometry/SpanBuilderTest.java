package io.maskexport.geometry;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Crosses every buffer boundary of the builder, the writer and the set: 16 and 64 runs, 1,024, a page of 16,384,
 * 262,144.
 */
class SpanBuilderTest {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;

    private final SpanBuilder builder = new SpanBuilder();

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 63, 64, 65, 1_023, 1_024, 1_025, 262_142, 262_143, 262_144, 262_145, 700_000})
    void runs_in_any_order_make_their_union(int count) {
        var random = new SplittableRandom(count);
        var pixels = new boolean[HEIGHT * WIDTH];
        for (int i = 0; i < count; i++) {
            int y = random.nextInt(HEIGHT);
            int from = random.nextInt(WIDTH - 3);
            int to = from + 1 + random.nextInt(2);
            builder.add(y, from, to);
            Arrays.fill(pixels, y * WIDTH + from, y * WIDTH + to, true);
        }
        assertThat(builder.build()).isEqualTo(spans(pixels));
        assertThat(builder.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 16_383, 16_384, 16_385, 32_768, 32_769, 300_000})
    void runs_from_the_top_down_stay_as_they_are_in_pages(int count) {
        for (int i = 0; i < count; i++) {
            builder.add(i / 100, 3 * (i % 100), 3 * (i % 100) + 2);
        }
        var spans = builder.build();
        assertThat(spans.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(spans.y(i) * 300 + spans.from(i)).isEqualTo(3 * i);
        }
        assertThat(spans.area()).isEqualTo(2L * count);
    }

    @Test
    void many_runs_over_each_other_take_the_memory_of_their_union() {
        for (int i = 0; i < 3_000_000; i++) {
            builder.add(i % 1_000, i % 7, 100 + i % 5);
        }
        var spans = builder.build();
        assertThat(spans.count()).isEqualTo(1_000);
        assertThat(spans.area()).isEqualTo(1_000 * 102);
    }

    @Test
    void beyond_the_limit_nothing_is_kept_and_the_builder_goes_on() {
        builder.limit(100);
        for (int i = 0; i < 101; i++) {
            builder.add(i, 1, 2);
        }
        assertThatThrownBy(builder::build).isInstanceOf(RunLimitException.class);
        assertThatThrownBy(() -> {
            for (int i = 0;; i++) {
                builder.add(i % 1_000, 2 * (i / 1_000), 2 * (i / 1_000) + 1);
            }
        }).isInstanceOf(RunLimitException.class);
        builder.add(5, 1, 3);
        assertThat(builder.build()).hasToString("5:1-3");
    }

    @Test
    void a_set_that_is_moved_as_a_whole_shares_its_runs_and_one_that_is_cut_does_not() {
        for (int i = 0; i < 20_000; i++) {
            builder.add(i, i % 50, i % 50 + 10);
        }
        var spans = builder.build();
        var moved = spans.moved(7, 3, 70, 20_003);
        assertThat(moved.sharesRunsWith(spans)).isTrue();
        assertThat(moved.y(19_999)).isEqualTo(20_002);
        assertThat(moved.from(49)).isEqualTo(56);
        assertThat(moved.moved(-7, -3, 70, 20_003)).isEqualTo(spans);
        var cut = spans.moved(-5, -1, 50, 19_000);
        assertThat(cut.sharesRunsWith(spans)).isFalse();
        assertThat(cut.count()).isEqualTo(19_000);
        assertThat(cut.from(0)).isZero();
        assertThat(cut.to(0)).isEqualTo(6);
    }

    private static Spans spans(boolean[] pixels) {
        var writer = new SpanWriter();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0, from = -1; x <= WIDTH; x++) {
                boolean set = x < WIDTH && pixels[y * WIDTH + x];
                if (set && from < 0) {
                    from = x;
                } else if (!set && from >= 0) {
                    writer.append(y, from, x);
                    from = -1;
                }
            }
        }
        return writer.build();
    }
}
