package io.maskexport.resize;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AreaResizeTest {
    @Test
    void four_pixels_become_their_mean_with_halves_rounded_up() {
        assertThat(grey(2, 2, 1, 1, 1, 2, 2, 1)).containsExactly(2);
        assertThat(grey(2, 2, 1, 1, 1, 2, 1, 1)).containsExactly(1);
        assertThat(grey(4, 2, 2, 1, 255, 255, 0, 0, 255, 255, 0, 1)).containsExactly(255, 0);
    }

    @Test
    void other_whole_blocks_round_halves_to_even() {
        assertThat(grey(2, 1, 1, 1, 0, 1)).containsExactly(0);
        assertThat(grey(2, 1, 1, 1, 1, 2)).containsExactly(2);
        assertThat(grey(3, 3, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 0)).containsExactly(8);
    }

    @Test
    void a_pixel_that_two_cells_share_counts_in_both_by_its_parts() {
        assertThat(grey(3, 1, 2, 1, 30, 60, 90)).containsExactly(40, 80);
        assertThat(grey(1, 3, 1, 2, 30, 60, 90)).containsExactly(40, 80);
    }

    @Test
    void the_full_size_is_a_copy() {
        assertThat(grey(3, 2, 3, 2, 1, 2, 3, 4, 5, 6)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void colours_do_not_mix() {
        byte[] row = {10, 100, (byte) 200, 20, 110, (byte) 210, 30, 120, (byte) 220};
        var resize = new AreaResize(3, 1, 1, 1);
        assertThat(resize.add(row, 0)).isTrue();
        assertThat(resize.row()).containsExactly(20, 110, (byte) 210);
    }

    @Test
    void every_size_completes_all_its_rows_and_keeps_a_plain_colour() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            int sourceWidth = 1 + random.nextInt(30);
            int sourceHeight = 1 + random.nextInt(200);
            int width = 1 + random.nextInt(sourceWidth);
            int height = 1 + random.nextInt(sourceHeight);
            int[] pixels = new int[sourceWidth * sourceHeight];
            Arrays.fill(pixels, 77);
            assertThat(grey(sourceWidth, sourceHeight, width, height, pixels)).hasSize(width * height)
                    .containsOnly(77);
        }
    }

    @Test
    void nothing_grows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AreaResize(10, 10, 11, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AreaResize(10, 10, 1, 0));
    }

    /** Shrinks a picture of equal samples. */
    private static int[] grey(int sourceWidth, int sourceHeight, int width, int height, int... pixels) {
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) pixels[i / 3];
        }
        var resize = new AreaResize(sourceWidth, sourceHeight, width, height);
        int[] out = new int[width * height];
        int count = 0;
        for (int y = 0; y < sourceHeight; y++) {
            if (resize.add(rgb, 3 * sourceWidth * y)) {
                for (int x = 0; x < width; x++) {
                    out[count++] = resize.row()[3 * x] & 255;
                }
            }
        }
        assertThat(count).isEqualTo(out.length);
        return out;
    }
}
