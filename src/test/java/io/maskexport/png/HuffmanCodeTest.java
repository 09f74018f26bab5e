package io.maskexport.png;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HuffmanCodeTest {
    @Test
    void code_words_fill_the_code_space_and_keep_to_the_limit() {
        var random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            int limit = 9 + random.nextInt(7);
            var code = new HuffmanCode(286, limit);
            int[] counts = counts(random);
            code.build(counts);
            double space = 0;
            for (int s = 0; s < 286; s++) {
                assertThat(code.width(s) > 0).isEqualTo(counts[s] > 0);
                assertThat(code.width(s)).isLessThanOrEqualTo(limit);
                space += code.width(s) == 0 ? 0 : 1.0 / (1 << code.width(s));
            }
            assertThat(space).isEqualTo(1.0);
        }
    }

    private static int[] counts(SplittableRandom random) {
        int[] counts = new int[286];
        counts[256] = 1;
        int used = 1 + random.nextInt(286);
        for (int s = 0; s < used; s++) {
            counts[s] += 1 + random.nextInt(1 << random.nextInt(25));
        }
        return counts;
    }

    @Test
    void frequent_symbols_have_the_shortest_code_words() {
        var code = new HuffmanCode(5, 15);
        code.build(new int[] {1, 1, 2, 4, 8});
        assertThat(new int[] {code.width(0), code.width(1), code.width(2), code.width(3), code.width(4)})
                .containsExactly(4, 4, 3, 2, 1);
    }

    @Test
    void a_length_limit_gives_the_optimal_code() {
        var code = new HuffmanCode(5, 3);
        code.build(new int[] {1, 1, 2, 4, 8});
        assertThat(new int[] {code.width(0), code.width(1), code.width(2), code.width(3), code.width(4)})
                .containsExactly(3, 3, 3, 3, 1);
    }

    @Test
    void a_single_symbol_takes_one_bit() {
        var code = new HuffmanCode(5, 3);
        code.build(new int[] {0, 0, 9, 0, 0});
        assertThat(code.width(2)).isEqualTo(1);
        assertThat(code.width(0)).isZero();
    }
}
