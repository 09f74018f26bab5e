package io.maskexport.png;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeptPngTest {
    @Test
    void a_blank_mask_of_a_large_canvas_is_packed_to_a_hundredth_and_comes_out_as_it_was() {
        var png = new RunPng();
        png.begin(10_000, 10_000, PngFormat.GREY_8);
        png.blankRows(10_000);
        byte[] file = png.finish();

        var kept = KeptPng.packed(file);

        assertThat(kept.keptBytes()).isLessThan(file.length / 100);
        assertThat(kept.length()).isEqualTo(file.length);
        assertThat(kept.bytes()).isEqualTo(file);
        assertThat(KeptPng.plain(file).bytes()).isEqualTo(file);
    }

    @Test
    void a_file_that_does_not_shrink_is_kept_unchanged() {
        byte[] noise = new byte[10_000];
        new SplittableRandom(1).nextBytes(noise);

        assertThat(KeptPng.packed(noise).keptBytes()).isEqualTo(noise.length);
        assertThat(KeptPng.packed(noise).bytes()).isEqualTo(noise);
    }
}
