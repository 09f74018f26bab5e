package io.maskexport.png;

import java.util.Arrays;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

class RunPngFuzzTest {
    private static final PngFormat[] FORMATS = PngFormat.values();

    @FuzzTest(maxDuration = "3m")
    void any_picture_reads_back(FuzzedDataProvider data) {
        var format = FORMATS[data.consumeInt(0, FORMATS.length - 1)];
        int width = data.consumeInt(1, 2_000);
        int height = data.consumeInt(1, 40);
        var image = new RunImage(width, height, format, pixels(data, width, height, format));
        byte[] file = image.encode(new RunPng());
        assertThat(StrictPng.read(file).pixels()).isEqualTo(image.pixels());
        assertThat(StrictPng.readByImageIo(file)).isEqualTo(image.pixels());
    }

    private static int[] pixels(FuzzedDataProvider data, int width, int height, PngFormat format) {
        int[] pixels = new int[width * height];
        int greatest = (1 << (8 * format.bytesPerPixel())) - 1;
        for (int at = 0; at < pixels.length && data.remainingBytes() > 0;) {
            int end = Math.min(pixels.length, at + data.consumeInt(1, 3 * width));
            Arrays.fill(pixels, at, end, data.consumeInt(0, greatest));
            at = end;
        }
        return pixels;
    }
}
