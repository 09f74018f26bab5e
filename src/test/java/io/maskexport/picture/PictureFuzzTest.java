package io.maskexport.picture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the bytes are, decoding them ends with a picture of the size that its header says, or a defect. */
class PictureFuzzTest {
    private static final int MOST_PIXELS = 1 << 20;

    @FuzzTest(maxDuration = "3m")
    void picture(byte[] encoded) {
        try {
            var picture = PictureDecoder.create(JpegBackend.JDK, limits()).decode(encoded).picture();
            assertThat(picture.rgb()).hasSize(3 * picture.width() * picture.height());
        } catch (DefectException expected) {
            assertThat(expected.defect().detail()).isNotEmpty();
        }
    }

    private static Limits limits() {
        return Limits.defaults().with(Limit.IMAGE_PIXELS, MOST_PIXELS);
    }
}
