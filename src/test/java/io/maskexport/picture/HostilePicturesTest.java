package io.maskexport.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Small files that would take much memory or time. */
class HostilePicturesTest {
    private static final Path FORMATS = Path.of("test/resources/corpus/projects/formats/fmt/img");
    private static final Path KINDS = Path.of("test/resources/io/maskexport/picture/kinds");

    @Test
    void a_bitmap_that_claims_two_gigabytes_is_refused_by_its_header() throws Exception {
        byte[] bmp = Files.readAllBytes(KINDS.resolve("bmp_2gib_claim.bmp"));
        assertThat(refusal(bmp, Limits.defaults()).code()).isEqualTo(IMAGE_UNREADABLE);
        assertThat(catchThrowableOfType(DefectException.class, () -> DecodingCost.of(bmp, Limits.defaults())).code())
                .isEqualTo(IMAGE_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg_prog_420_0.jpg", "jpg_prog_444_0.jpg"})
    void scans_of_a_jpeg_are_counted_with_all_the_pixels_that_each_passes(String name) throws Exception {
        byte[] jpeg = Files.readAllBytes(FORMATS.resolve(name));
        var header = (JpegHeader) Header.of(jpeg);
        long scans = JpegScans.count(jpeg, header.firstScan(), Long.MAX_VALUE);
        assertThat(scans).isBetween(6L, 12L);
        var enough = Limits.defaults().with(Limit.IMAGE_SCAN_PIXELS, scans * header.pixels());
        assertThat(PictureDecoder.create(JpegBackend.AUTO, enough).decode(jpeg).notice()).isEmpty();
        var defect = refusal(withMoreScans(jpeg, header, 1), enough);
        assertThat(defect.code()).isEqualTo(IMAGE_TOO_LARGE);
        assertThat(defect.defect().limit()).contains(Limit.IMAGE_SCAN_PIXELS);
    }

    @Test
    void twelve_megapixels_with_two_thousand_scans_end_at_once() throws Exception {
        byte[] jpeg = Files.readAllBytes(FORMATS.resolve("jpg_prog_420_0.jpg"));
        var header = (JpegHeader) Header.of(jpeg);
        byte[] many = withMoreScans(jpeg, header, 2_000);
        ByteBuffer.wrap(many).putShort(frame(many) + 5, (short) 3_000).putShort(frame(many) + 7, (short) 4_000);
        assertThat(refusal(many, Limits.defaults()).defect().limit()).contains(Limit.IMAGE_SCAN_PIXELS);
    }

    private static int frame(byte[] jpeg) {
        return marker(jpeg, 0xc2);
    }

    private static int marker(byte[] jpeg, int code) {
        int at = 0;
        while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) code) {
            at++;
        }
        return at;
    }

    /** The file with copies of its last scan before its end. */
    private static byte[] withMoreScans(byte[] jpeg, JpegHeader header, int copies) {
        int last = header.firstScan();
        for (int at = last; at < jpeg.length - 1; at++) {
            last = jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda ? at : last;
        }
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, last);
        for (int i = 0; i <= copies; i++) {
            file.write(jpeg, last, jpeg.length - 2 - last);
        }
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return file.toByteArray();
    }

    @Test
    void what_is_decoded_is_bounded_in_bytes_and_not_in_pixels_alone() throws Exception {
        byte[] strip = tiff(4_000, 4_000, 4_000, 16, 3);
        long cost = DecodingCost.of(strip, Limits.defaults()).heapBytes();
        assertThat(cost).isBetween(96_000_000L, 98_000_000L);
        var tight = Limits.defaults().with(Limit.IMAGE_DECODED_BYTES, cost - 1);
        assertThat(refusal(strip, tight).defect().limit()).contains(Limit.IMAGE_DECODED_BYTES);
    }

    @Test
    void rows_that_are_decoded_one_by_one_take_little_memory() throws Exception {
        assertThat(heapBytes(LargePictures.png(4_000, 4_000, 16, 6))).isLessThan(1_000_000);
        assertThat(heapBytes(tiff(20_000, 5_000, 500, 8, 4))).isLessThan(43_000_000);
        var jpeg = Files.readAllBytes(FORMATS.resolve("jpg_420_0.jpg"));
        int frame = marker(jpeg, 0xc0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 10_000).putShort(frame + 7, (short) 10_000);
        assertThat(heapBytes(jpeg)).isEqualTo(DecodingCost.ofWhole(Header.of(jpeg)).heapBytes() + jpeg.length);
        var tight = Limits.defaults().with(Limit.IMAGE_DECODED_BYTES, 2_000_000);
        assertThat(DecodingCost.of(jpeg, tight).heapBytes()).isLessThan(2_000_000);
    }

    private static long heapBytes(byte[] file) throws DefectException {
        return DecodingCost.of(file, Limits.defaults()).heapBytes();
    }

    @Test
    void one_strip_of_a_hundred_megapixels_of_sixteen_bits_is_beyond_what_may_be_decoded() throws Exception {
        byte[] strip = tiff(20_000, 5_000, 5_000, 16, 4);
        var limits = Limits.defaults().with(Limit.IMAGE_DECODED_BYTES, 700_000_000);
        assertThat(refusal(strip, limits).defect().limit()).contains(Limit.IMAGE_DECODED_BYTES);
        assertThat(heapBytes(tiff(20_000, 5_000, 500, 16, 4))).isLessThan(90_000_000);
    }

    @Test
    void a_tiff_whose_jpeg_is_larger_than_its_strip_is_unreadable() throws Exception {
        byte[] jpeg = Files.readAllBytes(FORMATS.resolve("jpg_444_0.jpg")).clone();
        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 20_000).putShort(frame + 7, (short) 20_000);
        int[][] tags = {{256, 150}, {257, 158}, {258, 8}, {259, 7}, {262, 6}, {273, 200}, {277, 3}, {278, 158},
            {279, jpeg.length}};
        byte[] file = new byte[200 + jpeg.length];
        tiff(tags, file).position(200).put(jpeg);
        assertThat(refusal(file, Limits.defaults()).code()).isEqualTo(IMAGE_UNREADABLE);
    }

    @Test
    void directories_that_go_round_in_a_circle_are_not_followed() throws Exception {
        int[][] tags = {{256, 2}, {257, 1}, {258, 8}, {259, 1}, {262, 1}, {273, 200}, {277, 1}, {278, 1}, {279, 2},
            {330, 8}, {34665, 8}};
        byte[] file = new byte[202];
        tiff(tags, file).putInt(8 + 2 + 12 * tags.length, 8);
        assertThat(PictureDecoder.create(JpegBackend.JDK, Limits.defaults()).decode(file).picture().width())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void a_cut_file_of_any_kind_ends_with_a_picture_or_a_defect(JpegBackend backend) throws Exception {
        if (backend == JpegBackend.TURBO && !TurboJpeg.isAvailable()) {
            return;
        }
        var decoder = PictureDecoder.create(backend, Limits.defaults());
        for (var name : new String[] {"tif_lzw_0.tiff", "jpg_cmyk_0.jpg", "webp_0.webp", "png_rgb_0.png",
            "bmp8_0.bmp"}) {
            byte[] file = Files.readAllBytes(FORMATS.resolve(name));
            for (int length = 0; length < file.length; length += 1 + file.length / 60) {
                try {
                    decoder.decode(Arrays.copyOf(file, length));
                } catch (DefectException e) {
                    assertThat(e.code()).as(name + " of " + length).isEqualTo(IMAGE_UNREADABLE);
                }
            }
        }
    }

    /** A TIFF of deflated strips that all are the same. */
    private static byte[] tiff(int width, int height, int rows, int bits, int samples) {
        byte[] strip = LargePictures.zeros((long) width * rows * bits / 8 * samples);
        int strips = height / rows;
        int[][] tags = {{256, width}, {257, height}, {258, bits}, {259, 8}, {262, 2}, {277, samples}, {278, rows}};
        byte[] bytes = new byte[200 + 8 * strips + strip.length];
        var file = tiff(tags, bytes);
        file.putShort(8, (short) 9);
        for (int i = 0; i < 2; i++) {
            file.putShort((short) (273 + 6 * i)).putShort((short) 4).putInt(strips)
                    .putInt(strips > 1 ? 200 + 4 * strips * i : i == 0 ? 208 : strip.length);
        }
        for (int i = 0; i < strips; i++) {
            file.putInt(200 + 4 * i, 200 + 8 * strips).putInt(200 + 4 * (strips + i), strip.length);
        }
        file.position(200 + 8 * strips).put(strip);
        return bytes;
    }

    private static ByteBuffer tiff(int[][] tags, byte[] bytes) {
        var file = ByteBuffer.wrap(bytes).putInt(0x4D4D002A).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return file;
    }

    private static DefectException refusal(byte[] file, Limits limits) {
        return catchThrowableOfType(DefectException.class,
                () -> PictureDecoder.create(JpegBackend.AUTO, limits).decode(file));
    }
}
