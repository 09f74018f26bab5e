package io.maskexport.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of kinds that are rarely met, written by libtiff's tools or byte by byte, against what OpenCV 4.11 shows of them:
 * {@code pixels.txt} has the size and the CRC-32 of the RGB, which the oracle compares with OpenCV itself.
 */
class RareKindsTest {
    static final Path FOLDER = Path.of("test/resources/io/maskexport/picture/asopencv");

    private final PictureDecoder decoder = PictureDecoder.create(JpegBackend.AUTO, Limits.defaults());

    static Stream<String> files() throws IOException {
        var lines = Files.readAllLines(FOLDER.resolve("pixels.txt"));
        try (var files = Files.list(FOLDER)) {
            assertThat(files).hasSize(lines.size() + 1);
        }
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_shows_what_opencv_shows_of_it_or_is_refused_as_by_opencv(String line) throws IOException {
        String[] words = line.split(" ", 2);
        assertThat(shown(Files.readAllBytes(FOLDER.resolve(words[0])))).isEqualTo(words[1]);
    }

    private String shown(byte[] file) {
        try {
            var picture = decoder.decode(file).picture();
            var crc = new CRC32();
            crc.update(picture.rgb());
            return "%dx%d %08x".formatted(picture.width(), picture.height(), crc.getValue());
        } catch (DefectException e) {
            assertThat(e.code()).isEqualTo(DefectCode.IMAGE_UNREADABLE);
            return "refused";
        }
    }
}
