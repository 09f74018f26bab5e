package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.DefectCode.IMAGE_DAMAGED;
import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Pixels of whole files are compared in the corpus test and with OpenCV; here is what else decoding promises. */
class PictureDecoderTest {
    private static final Path FORMATS = Path.of("test/resources/corpus/projects/formats/fmt/img");

    private final PictureDecoder decoder = PictureDecoder.create(JpegBackend.JDK, Limits.defaults());

    @Test
    void libturbojpeg_gives_the_same_pixels() throws Exception {
        assumeTrue(TurboJpeg.isAvailable(), "libturbojpeg.so.0 is not installed: the JDK decodes alone");
        var turbo = PictureDecoder.create(JpegBackend.TURBO, Limits.defaults());
        try (var files = Files.list(FORMATS)) {
            for (var file : files.filter(file -> file.toString().matches("(?i).*\\.(jpe?g|jfif)")).toList()) {
                byte[] jpeg = Files.readAllBytes(file);
                assertSame(turbo.decode(jpeg), decoder.decode(jpeg), file);
                byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 9 / 10);
                assertSame(turbo.decode(cut), decoder.decode(cut), file);
            }
        }
    }

    private static void assertSame(Decoded one, Decoded other, Path file) {
        assertThat(one.picture().rgb()).as(file.toString()).isEqualTo(other.picture().rgb());
        assertThat(one.notice()).as(file.toString()).isEqualTo(other.notice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "\u0089PNG\r\n\u001a\n", "BM", "II*\0", "RIFF----WEBP", "\u00ff\u00d8\u00ff"})
    void what_is_no_picture_is_unreadable(String content) {
        assertThat(code(content.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(IMAGE_UNREADABLE);
    }

    @Test
    void a_size_beyond_the_limits_is_refused_before_a_pixel_is_decoded() {
        var png = ByteBuffer.allocate(33).put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)).putInt(13)
                .put("IHDR".getBytes(StandardCharsets.ISO_8859_1)).putInt(60_000).putInt(60_000).put((byte) 8);
        assertThat(code(png.array())).isEqualTo(IMAGE_TOO_LARGE);
    }

    @Test
    void a_jpeg_that_ends_early_is_shown_and_reported() throws Exception {
        byte[] jpeg = Files.readAllBytes(FORMATS.resolve("jpg_444_0.jpg"));
        byte[] whole = decoder.decode(jpeg).picture().rgb().clone();
        var decoded = decoder.decode(Arrays.copyOf(jpeg, jpeg.length / 2 + 200));
        assertThat(decoded.notice()).map(Defect::code).contains(IMAGE_DAMAGED);
        int row = 3 * decoded.picture().width();
        assertThat(Arrays.copyOf(decoded.picture().rgb(), row)).isEqualTo(Arrays.copyOf(whole, row));
    }

    @Test
    void nothing_of_one_picture_shows_in_the_next() throws Exception {
        byte[] first = Files.readAllBytes(FORMATS.resolve("jpg_444_0.jpg"));
        byte[] cut = Arrays.copyOf(first, first.length / 2 + 200);
        byte[] alone = decoder.decode(cut).picture().rgb().clone();
        decoder.decode(first);
        assertThat(decoder.decode(cut).picture().rgb()).isEqualTo(alone);
    }

    @Test
    void colours_of_sixteen_bits_are_rounded_in_tiff() throws Exception {
        assertThat(decoder.decode(tiff(0x00FF, 0x0080, 0xFFFF)).picture().rgb()).containsExactly(1, 0, -1);
    }

    @Test
    void chroma_of_every_second_row_is_mixed_three_to_one_with_the_row_beyond() {
        var header = new JpegHeader(1, 5, Orientation.NORMAL, 0xc0, List.of(new JpegHeader.Component(1, 1, 2),
                new JpegHeader.Component(2, 1, 1)), JpegHeader.Colours.YCC, 0, false);
        byte[] samples = {9, 10, 9, 10, 9, 50, 9, 50, 9, 90};
        TallChroma.smooth(header, samples);
        assertThat(samples).containsExactly(9, 10, 9, 20, 9, 40, 9, 60, 9, 80);
    }

    private DefectCode code(byte[] file) {
        return catchThrowableOfType(DefectException.class, () -> decoder.decode(file)).code();
    }

    /** One pixel of 16-bit RGB. */
    private static byte[] tiff(int... rgb) {
        int[][] tags = {{256, 1}, {257, 1}, {258, 16}, {259, 1}, {262, 2}, {273, 122}, {277, 3}, {278, 1}, {279, 6}};
        var tiff = ByteBuffer.allocate(128).putInt(0x4D4D002A).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 3).putInt(1).putShort((short) tag[1]).putShort((short) 0);
        }
        tiff.putInt(0);
        for (int sample : rgb) {
            tiff.putShort((short) sample);
        }
        return tiff.array();
    }
}
