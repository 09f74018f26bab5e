package io.maskexport.png;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PhotoPngTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PhotoPng png = new PhotoPng();
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void random_photos_read_back_pixel_by_pixel() {
        for (int i = 0; i < 300; i++) {
            int width = 1 + random.nextInt(300);
            int height = 1 + random.nextInt(60);
            int smoothness = random.nextInt(9);
            reads_back(plain(width, height, photo(width, height, smoothness)), width, height,
                    photo(width, height, smoothness));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65500, 2", "2, 65500", "131000, 3", "4000, 300"})
    void long_sides_read_back(int width, int height) {
        byte[] photo = photo(width, height, 4);
        reads_back(plain(width, height, photo), width, height, photo);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 9", "37, 50", "1000, 70", "10922, 20", "10923, 20", "32000, 3"})
    void pictures_side_by_side_read_back_whether_the_distance_can_be_coded_or_not(int width, int height) {
        byte[] left = photo(width, height, 4);
        byte[] right = withPatches(left);
        byte[] both = sideBySide(left, right, width, height);
        byte[] file = encode(left, right, width, height);
        reads_back(file, 2 * width, height, both);
        assertThat(file).isEqualTo(encodeWholeRows(both, width, height));
    }

    @Test
    void a_second_half_that_equals_the_first_costs_next_to_nothing() {
        byte[] left = photo(1000, 300, 4);
        int alone = plain(1000, 300, left).length;
        assertThat(encode(left, left, 1000, 300).length).isLessThan(alone + alone / 20);
    }

    @Test
    void a_file_that_is_kept_in_pieces_is_the_same() {
        byte[] photo = photo(4_000, 700, 8);
        byte[] whole = plain(4_000, 700, photo);
        png.begin(4_000, 700, 0);
        for (int y = 0; y < 700; y++) {
            png.row(photo, 12_000 * y);
        }
        assertThat(png.size()).isBetween(whole.length - (2L << 20), (long) whole.length);
        var kept = png.keep();
        assertThat(kept.keptBytes()).isEqualTo(whole.length).isGreaterThan(3 << 20);
        assertThat(kept.bytes()).isEqualTo(whole);
        assertThat(plain(4_000, 700, photo)).isEqualTo(whole);
    }

    @Test
    void a_kept_file_is_in_memory_once() {
        byte[] photo = photo(2_000, 1_500, 8);
        int size = keep(photo, 2_000, 1_500).length();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        keep(photo, 2_000, 1_500);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isBetween((long) size, size + (4L << 20));
    }

    private KeptPng keep(byte[] rgb, int width, int height) {
        png.begin(width, height, 0);
        for (int y = 0; y < height; y++) {
            png.row(rgb, 3 * width * y);
        }
        return png.keep();
    }

    @Test
    void a_blank_photo_is_small() {
        assertThat(plain(2000, 2000, new byte[12_000_000])).hasSizeLessThan(40_000);
    }

    @Test
    void one_encoder_gives_the_same_bytes_again_after_other_pictures() {
        byte[] photo = photo(200, 100, 3);
        byte[] first = plain(200, 100, photo);
        byte[] other = photo(900, 40, 2);
        encode(other, withPatches(other), 900, 40);
        assertThat(plain(200, 100, photo)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"400", "1200", "3000"})
    void a_large_file_is_the_same_whatever_the_encoder_made_before(int heightBefore) {
        byte[] photo = photo(2_000, 1_200, 0);
        byte[] alone = new PhotoPngTest().plain(2_000, 1_200, photo);
        plain(1_000, heightBefore, photo(1_000, heightBefore, 0));
        assertThat(plain(2_000, 1_200, photo)).isEqualTo(alone);
        assertThat(plain(2_000, 1_200, photo)).isEqualTo(alone);
    }

    @Test
    void rows_must_be_as_many_as_the_picture_is_high() {
        png.begin(10, 2, 0);
        png.row(new byte[30], 0);
        assertThatIllegalStateException().isThrownBy(png::finish);
    }

    @Test
    void a_picture_cannot_repeat_from_beyond_its_edge() {
        assertThatIllegalArgumentException().isThrownBy(() -> png.begin(10, 2, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> png.begin(10, 2, -1));
    }

    private byte[] plain(int width, int height, byte[] rgb) {
        png.begin(width, height, 0);
        for (int y = 0; y < height; y++) {
            png.row(rgb, 3 * width * y);
        }
        return png.finish();
    }

    private byte[] encode(byte[] left, byte[] right, int width, int height) {
        png.begin(2 * width, height, width);
        for (int y = 0; y < height; y++) {
            int at = 3 * width * y;
            int from = Arrays.mismatch(left, at, at + 3 * width, right, at, at + 3 * width);
            int to = from < 0 ? 0 : 3 * width;
            while (to > 0 && left[at + to - 1] == right[at + to - 1]) {
                to--;
            }
            int first = Math.max(0, from / 3);
            png.row(left, at, right, at + 3 * first, first, (to + 2) / 3);
        }
        return png.finish();
    }

    private byte[] encodeWholeRows(byte[] both, int width, int height) {
        png.begin(2 * width, height, width);
        for (int y = 0; y < height; y++) {
            png.row(both, 6 * width * y);
        }
        return png.finish();
    }

    private static void reads_back(byte[] file, int width, int height, byte[] rgb) {
        var read = StrictPng.read(file);
        int[] expected = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            expected[i / 3] = expected[i / 3] << 8 | (rgb[i] & 255);
        }
        assertThat(read.width()).isEqualTo(width);
        assertThat(read.pixels()).isEqualTo(expected);
        assertThat(StrictPng.readByImageIo(file)).isEqualTo(expected);
    }

    /** A reproducible gradient with noise of {@code noise} bits and some black rows. */
    private static byte[] photo(int width, int height, int noise) {
        var random = new SplittableRandom(width);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int y = i / (3 * width);
            int x = i / 3 % width;
            rgb[i] = y % 29 > 20 ? 0 : (byte) (x / 3 + y * (i % 3 + 1) + random.nextInt(1 << noise));
        }
        return rgb;
    }

    private byte[] withPatches(byte[] rgb) {
        byte[] changed = rgb.clone();
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(rgb.length);
            int to = Math.min(rgb.length, from + 1 + random.nextInt(400));
            for (int k = from; k < to; k++) {
                changed[k] = (byte) (((changed[k] & 255) + 77) / 2);
            }
        }
        return changed;
    }

    private static byte[] sideBySide(byte[] left, byte[] right, int width, int height) {
        byte[] both = new byte[2 * left.length];
        for (int y = 0; y < height; y++) {
            System.arraycopy(left, 3 * width * y, both, 6 * width * y, 3 * width);
            System.arraycopy(right, 3 * width * y, both, 6 * width * y + 3 * width, 3 * width);
        }
        return both;
    }
}
