package io.maskexport.defect;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.maskexport.defect.Limit.BITMAP_BYTES;
import static io.maskexport.defect.Limit.IMAGE_PAINT;
import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitsTest {
    @Test
    void a_limit_that_is_set_to_its_default_is_as_if_it_were_not_set() {
        assertThat(Limits.defaults().with(IMAGE_PIXELS, IMAGE_PIXELS.defaultValue())).isEqualTo(Limits.defaults());
        assertThat(Limits.defaults().with(IMAGE_PIXELS, 5).changed()).isEqualTo(Map.of("IMAGE_PIXELS", 5L));
    }

    @Test
    void pinned_limits_are_read_back_even_with_unknown_ones_of_another_version() {
        var limits = Limits.defaults().with(IMAGE_PIXELS, 5).with(IMAGE_PAINT, 7);
        var pinned = limits.named();
        assertThat(pinned).hasSize(Limit.values().length);
        assertThat(Limits.of(pinned)).isEqualTo(limits);

        pinned.put("OF_TOMORROW", 1L);
        pinned.remove("IMAGE_PAINT");
        assertThat(Limits.of(pinned)).isEqualTo(Limits.defaults().with(IMAGE_PIXELS, 5));
    }

    @ParameterizedTest
    @EnumSource
    void a_limit_is_at_least_one_and_at_most_its_maximum(Limit limit) {
        assertThat(limit.defaultValue()).isBetween(1L, limit.maximum());
        assertThat(Limits.defaults().with(limit, limit.maximum()).of(limit)).isEqualTo(limit.maximum());
        assertThat(Limits.defaults().with(limit, limit.maximum()).intOf(limit)).isPositive();
        for (long value : new long[] {Long.MIN_VALUE, -1, 0, limit.maximum() + 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> Limits.defaults().with(limit, value))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(limit.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void limits_of_bytes_are_named_so(Limit limit) {
        assertThat(limit.meaning()).as("its unit comes first").doesNotEndWith(".");
        assertThat(limit.isBytes()).isEqualTo(limit.meaning().matches("(encoded )?bytes .*"));
    }

    @Test
    void what_is_held_in_memory_fits_an_array() {
        assertThat(BITMAP_BYTES.maximum()).isEqualTo(Integer.MAX_VALUE - 8);
        assertThat(Limits.defaults().with(IMAGE_PAINT, 1L << 40).intOf(IMAGE_PAINT)).isEqualTo(Integer.MAX_VALUE - 8);
    }
}
