package io.maskexport.worker.ops;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuantityTextTest {
    @Test
    void one_is_singular_and_every_other_number_plural() {
        assertThat(QuantityText.count(0, "part")).isEqualTo("0 parts");
        assertThat(QuantityText.count(1, "part")).isEqualTo("1 part");
        assertThat(QuantityText.count(2, "part")).isEqualTo("2 parts");
        assertThat(QuantityText.count(1_234_567, "item")).isEqualTo("1,234,567 items");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "999, 999 bytes", "1000, 1.0 kB", "9949, 9.9 kB", "9950, 10 kB",
        "205000, 205 kB", "999499, 999 kB", "999500, 1.0 MB", "500000000, 500 MB", "999500000, 1.0 GB",
        "10995116277760, 11 TB", "9223372036854775807, 9223372 TB"})
    void a_size_has_the_unit_that_keeps_it_below_a_thousand(long bytes, String text) {
        assertThat(QuantityText.bytes(bytes)).isEqualTo(text);
    }
}
