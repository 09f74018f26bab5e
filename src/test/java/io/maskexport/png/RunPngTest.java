package io.maskexport.png;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RunPngTest {
    private final RunPng png = new RunPng();

    @ParameterizedTest
    @EnumSource
    void random_pictures_read_back_pixel_by_pixel(PngFormat format) {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            reads_back(RunImage.random(random, 1 + random.nextInt(400), 1 + random.nextInt(40), format));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_small_width_reads_back(PngFormat format) {
        var random = new SplittableRandom(8);
        for (int width = 1; width <= 270; width++) {
            reads_back(RunImage.random(random, width, 5, format));
        }
    }

    @ParameterizedTest
    @CsvSource({"65500, 3", "3, 65500", "65500, 1", "1, 65500", "65499, 5"})
    void the_longest_sides_read_back(int width, int height) {
        for (var format : PngFormat.values()) {
            reads_back(RunImage.random(new SplittableRandom(9), width, height, format));
        }
    }

    @Test
    void noise_that_fills_several_blocks_reads_back() {
        var random = new SplittableRandom(10);
        int[] pixels = random.ints(1000L * 700, 0, 1 << 24).toArray();
        reads_back(new RunImage(1000, 700, PngFormat.RGB_8, pixels));
    }

    private void reads_back(RunImage image) {
        byte[] file = image.encode(png);
        var read = StrictPng.read(file);
        assertThat(read.width()).isEqualTo(image.width());
        assertThat(read.height()).isEqualTo(image.height());
        assertThat(read.format()).isEqualTo(image.format());
        assertThat(read.pixels()).isEqualTo(image.pixels());
        assertThat(StrictPng.readByImageIo(file)).isEqualTo(image.pixels());
    }

    @Test
    void a_blank_picture_has_the_smallest_size_that_deflate_allows() {
        png.begin(16_000, 12_000, PngFormat.GREY_8);
        png.blankRows(12_000);
        assertThat(png.finish()).hasSizeLessThan(16_001 * 12_000 / 1032 + 200);
    }

    @Test
    void a_picture_of_more_than_two_gigabytes_ends_exactly_with_a_right_checksum() throws DataFormatException {
        png.begin(RunPng.MAX_SIDE, 34_000, PngFormat.GREY_8);
        png.blankRows(33_999);
        png.row(new int[] {7}, new int[] {RunPng.MAX_SIDE}, 1);
        byte[] data = StrictPng.data(png.finish());
        byte[] buffer = new byte[1 << 20];
        long total = 0;
        try (var inflater = new Inflater()) {
            inflater.setInput(data);
            while (!inflater.finished()) {
                total += inflater.inflate(buffer);
            }
            assertThat(inflater.getRemaining()).isZero();
        }
        assertThat(total).isEqualTo(34_000L * (1 + RunPng.MAX_SIDE));
    }

    @Test
    void one_encoder_gives_the_same_bytes_again_after_other_pictures() {
        var random = new SplittableRandom(11);
        var image = RunImage.random(random, 300, 50, PngFormat.RGB_8);
        byte[] first = image.encode(png);
        RunImage.random(random, 70, 90, PngFormat.GREY_16).encode(png);
        assertThat(image.encode(png)).isEqualTo(first);
        assertThat(image.encode(new RunPng())).isEqualTo(first);
    }

    @Test
    void a_large_file_is_the_same_whatever_the_encoder_made_before() {
        var random = new SplittableRandom(13);
        var image = new RunImage(2_000, 1_500, PngFormat.GREY_8, random.ints(3_000_000, 0, 256).toArray());
        byte[] alone = image.encode(new RunPng());
        new RunImage(1_100, 1_300, PngFormat.GREY_8, random.ints(1_430_000, 0, 256).toArray()).encode(png);
        assertThat(image.encode(png)).isEqualTo(alone);
        assertThat(image.encode(png)).isEqualTo(alone);
    }

    @Test
    void a_mask_of_objects_is_smaller_than_the_one_of_the_jdk() throws IOException {
        var random = new SplittableRandom(12);
        int[] pixels = new int[1200 * 900];
        for (int i = 1; i <= 30; i++) {
            int cx = random.nextInt(1200);
            int cy = random.nextInt(900);
            int r = 20 + random.nextInt(150);
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = Math.hypot(p % 1200 - cx, p / 1200 - cy) < r ? i : pixels[p];
            }
        }
        var image = new RunImage(1200, 900, PngFormat.GREY_8, pixels);
        reads_back(image);
        var jdk = new ByteArrayOutputStream();
        var picture = new BufferedImage(1200, 900, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, 1200, 900, pixels);
        ImageIO.write(picture, "png", jdk);
        assertThat(image.encode(png)).hasSizeLessThan(jdk.size());
    }

    @Test
    void rows_must_be_as_wide_and_as_many_as_the_picture() {
        png.begin(10, 2, PngFormat.GREY_8);
        assertThatIllegalArgumentException().isThrownBy(() -> png.row(new int[] {1}, new int[] {9}, 1));
        png.blankRows(1);
        assertThatIllegalStateException().isThrownBy(png::finish);
    }

    @Test
    void sides_are_limited() {
        IntStream.of(0, -1, RunPng.MAX_SIDE + 1).forEach(side -> {
            assertThatIllegalArgumentException().isThrownBy(() -> png.begin(side, 1, PngFormat.GREY_8));
            assertThatIllegalArgumentException().isThrownBy(() -> png.begin(1, side, PngFormat.GREY_8));
        });
    }
}
