package io.maskexport.annotation;

import java.util.Base64;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.maskexport.bitmap.BitmapDecoder;
import io.maskexport.bitmap.LabelBudget;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;

import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_SIDE;
import static org.assertj.core.api.Assertions.assertThat;

/** Reading arbitrary bytes ends with a result or a defect. A normal build replays the stored inputs. */
class AnnotationFuzzTest {
    private static final AnnotationReader READER = Json.reader();

    @FuzzTest(maxDuration = "3m")
    void annotation(byte[] json) {
        try {
            var annotation = READER.read(json);
            assertThat((long) annotation.width() * annotation.height()).isBetween(1L,
                    Limits.defaults().of(IMAGE_PIXELS));
        } catch (DefectException expected) {
            assertThat(expected.defect().detail()).hasSizeLessThanOrEqualTo(400);
        }
    }

    @FuzzTest(maxDuration = "3m")
    void bitmap(byte[] png) {
        try (var decoder = new BitmapDecoder(Limits.defaults(), new LabelBudget(Limits.defaults()))) {
            assertRunsInBox(decoder.bitmap(Points.of(0, 0), Base64.getEncoder().encodeToString(png)));
        } catch (DefectException expected) {
            assertThat(expected.defect().detail()).isNotEmpty();
        }
    }

    private static void assertRunsInBox(Geometry.Bitmap bitmap) {
        var spans = bitmap.pixels();
        assertThat(spans.isEmpty()).isFalse();
        assertThat(spans.y(0)).isZero();
        for (int i = 0; i < spans.count(); i++) {
            assertThat(spans.from(i)).isBetween(0, spans.to(i) - 1);
            assertThat(bitmap.left() + spans.to(i)).isLessThanOrEqualTo(Limits.defaults().intOf(IMAGE_SIDE));
            assertThat(bitmap.top() + spans.y(i)).isLessThan(Limits.defaults().intOf(IMAGE_SIDE));
        }
    }
}
