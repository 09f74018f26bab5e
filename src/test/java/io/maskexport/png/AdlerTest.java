package io.maskexport.png;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Adler32;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdlerTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final Adler adler = new Adler();
    private final Adler32 expected = new Adler32();

    @Test
    void runs_pixels_and_single_bytes_have_the_checksum_of_their_bytes() {
        for (int i = 0; i < 20_000; i++) {
            int n = 1 + random.nextInt(1 << random.nextInt(15));
            switch (random.nextInt(3)) {
                case 0 -> addRun(random.nextInt(256), n);
                case 1 -> addPixels(random.nextInt(1 << 24), 1 + random.nextInt(3), n);
                default -> addPlain(n);
            }
            if (i % 100 == 0) {
                assertThat(adler.value()).isEqualTo((int) expected.getValue());
            }
        }
        assertThat(adler.value()).isEqualTo((int) expected.getValue());
    }

    @Test
    void many_of_the_longest_rows_of_white_do_not_overflow() {
        for (int i = 0; i < 2_000; i++) {
            addRun(255, 196_500);
            addPixels(0xFFFFFF, 3, 65_500);
        }
        assertThat(adler.value()).isEqualTo((int) expected.getValue());
    }

    @Test
    void a_run_of_more_than_four_gigabytes_has_the_checksum_of_its_parts() {
        var parts = new Adler();
        for (int i = 0; i < 1 << 20; i++) {
            parts.addRun(255, 12_345);
        }
        adler.addRun(255, 12_345L << 20);
        assertThat(adler.value()).isEqualTo(parts.value());
    }

    private void addRun(int value, int n) {
        byte[] bytes = new byte[n];
        Arrays.fill(bytes, (byte) value);
        expected.update(bytes);
        adler.addRun(value, n);
    }

    private void addPixels(int pixel, int width, int n) {
        byte[] bytes = new byte[n * width];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (pixel >> (8 * (width - 1 - i % width)));
        }
        expected.update(bytes);
        adler.addPixels(pixel, width, n);
    }

    private void addPlain(int n) {
        byte[] bytes = new byte[n];
        random.nextBytes(bytes);
        expected.update(bytes);
        adler.add(bytes, 0, n);
    }
}
