package io.maskexport.resize;

import java.util.SplittableRandom;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Random pictures and sizes against OpenCV's {@code resize} with {@code INTER_AREA}: no sample may differ. */
class AreaResizeOracleTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void random_pictures_shrink_to_random_sizes_as_by_opencv(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            int width = 1 + random.nextInt(300);
            int height = 1 + random.nextInt(200);
            compare(random, width, height, 1 + random.nextInt(width), 1 + random.nextInt(height));
        }
    }

    @Test
    void every_percentage_shrinks_as_by_opencv() {
        var random = new SplittableRandom(6);
        for (int percent = 1; percent <= 100; percent++) {
            for (int i = 0; i < 10; i++) {
                int width = 2 * (50 + random.nextInt(300));
                int height = 100 + random.nextInt(200);
                compare(random, width, height, (int) (width * (percent / 100.0)), (int) (height * (percent / 100.0)));
            }
        }
    }

    @Test
    void whole_factors_shrink_as_by_opencv() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            int width = 1 + random.nextInt(60);
            int height = 1 + random.nextInt(40);
            compare(random, width * (1 + random.nextInt(5)), height * (1 + random.nextInt(5)), width, height);
        }
    }

    private static void compare(SplittableRandom random, int sourceWidth, int sourceHeight, int width, int height) {
        byte[] source = new byte[3 * sourceWidth * sourceHeight];
        random.nextBytes(source);
        assertThat(shrink(source, sourceWidth, sourceHeight, width, height))
                .as("%d x %d to %d x %d", sourceWidth, sourceHeight, width, height)
                .isEqualTo(byOpenCv(source, sourceWidth, sourceHeight, width, height));
    }

    private static byte[] shrink(byte[] source, int sourceWidth, int sourceHeight, int width, int height) {
        var resize = new AreaResize(sourceWidth, sourceHeight, width, height);
        byte[] out = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < sourceHeight; y++) {
            if (resize.add(source, 3 * sourceWidth * y)) {
                System.arraycopy(resize.row(), 0, out, at, 3 * width);
                at += 3 * width;
            }
        }
        return out;
    }

    private static byte[] byOpenCv(byte[] source, int sourceWidth, int sourceHeight, int width, int height) {
        try (var _ = new PointerScope()) {
            var from = new Mat(sourceHeight, sourceWidth, opencv_core.CV_8UC3, new BytePointer(source));
            var to = new Mat();
            opencv_imgproc.resize(from, to, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
            byte[] out = new byte[3 * width * height];
            to.data().get(out);
            return out;
        }
    }
}
