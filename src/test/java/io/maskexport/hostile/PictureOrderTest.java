package io.maskexport.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcome of a hostile picture depends only on the picture, never on what the decoder has read before. */
class PictureOrderTest {
    private static final List<byte[]> PICTURES = Stream
            .concat(Stream.of(Subject.JPEG, Subject.PNG, Subject.BMP, Subject.TIFF, Subject.WEBP)
                    .flatMap(Subject::cases).flatMap(PictureOrderTest::pictures), Stream.of(GoodItems.picture()))
            .toList();

    private static Stream<byte[]> pictures(HostileCase hostile) {
        return hostile.files().entrySet().stream().filter(file -> file.getKey().contains("/img/"))
                .map(file -> file.getValue());
    }

    @Test
    void each_decoder_gives_the_same_in_any_order() {
        for (var backend : List.of(JpegBackend.JDK, JpegBackend.AUTO)) {
            var alone = PICTURES.stream().map(picture -> decodedAlone(backend, picture)).toList();
            var used = PictureDecoder.create(backend, Limits.defaults());
            for (int step : new int[] {1, 7, 31, PICTURES.size() - 1}) {
                for (int i = 0, at = 0; i < PICTURES.size(); i++, at = (at + step) % PICTURES.size()) {
                    assertThat(decoded(used, PICTURES.get(at))).as("picture " + at).isEqualTo(alone.get(at));
                }
            }
        }
    }

    @Test
    void both_decoders_give_the_same() {
        for (int i = 0; i < PICTURES.size(); i++) {
            assertThat(decodedAlone(JpegBackend.AUTO, PICTURES.get(i))).as("picture " + i)
                    .isEqualTo(decodedAlone(JpegBackend.JDK, PICTURES.get(i)));
        }
    }

    private static String decodedAlone(JpegBackend backend, byte[] picture) {
        return decoded(PictureDecoder.create(backend, Limits.defaults()), picture);
    }

    private static String decoded(PictureDecoder decoder, byte[] picture) {
        try {
            var decoded = decoder.decode(picture);
            return decoded.notice() + " " + Arrays.hashCode(decoded.picture().rgb());
        } catch (DefectException e) {
            return e.code().name();
        }
    }
}
