package io.maskexport.png;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DistanceTest {
    /** The first distance of each code: RFC 1951, 3.2.5. */
    private static final int[] BASES = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

    @Test
    void every_distance_is_the_base_of_its_code_plus_its_extra_bits() {
        for (int bytes = 1; bytes <= Distance.FARTHEST; bytes++) {
            var distance = Distance.of(bytes);
            assertThat(BASES[distance.symbol()] + distance.extra()).isEqualTo(bytes);
            assertThat(distance.extra()).isLessThan(1 << distance.extraBits());
            assertThat(distance.extraBits()).isEqualTo(Math.max(0, distance.symbol() / 2 - 1));
        }
    }
}
