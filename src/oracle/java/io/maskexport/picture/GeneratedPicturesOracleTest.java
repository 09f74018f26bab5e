package io.maskexport.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of all kinds that OpenCV writes, of random content and size: what it reads of them is what we read. */
class GeneratedPicturesOracleTest {
    private static final int[] DEPTHS = {opencv_core.CV_8UC1, opencv_core.CV_8UC3, opencv_core.CV_8UC4,
        opencv_core.CV_16UC1, opencv_core.CV_16UC3, opencv_core.CV_16UC4};

    /** 4:4:4, 4:2:2, 4:2:0, 4:4:0 and 4:1:1. */
    private static final int[] SAMPLINGS = {0x111111, 0x211111, 0x221111, 0x121111, 0x411111};

    private final SplittableRandom random = new SplittableRandom(20261126);

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void jpegs_of_every_quality_and_sampling(JpegBackend backend) throws IOException {
        Comparison.assertSame(backend, jpegs(300, 0));
        Comparison.assertSame(backend, jpegs(300, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void sequential_jpegs_that_end_early(JpegBackend backend) throws IOException {
        Comparison.assertSame(backend, cut(jpegs(300, 0)));
    }

    /** How libjpeg smooths what it does not have yet differs by version; what cannot be read at all does not. */
    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void progressive_jpegs_that_end_early_are_read_where_opencv_reads_them(JpegBackend backend) throws IOException {
        var differences = Comparison.differences(backend, cut(jpegs(300, 1)));
        assertThat(differences).allMatch(line -> line.contains("samples differ"));
        differences.stream().map(line -> line.replaceAll(".* by up to ", "")).mapToInt(Integer::parseInt).max()
                .ifPresent(worst -> System.out.println(backend + ", unfinished progressive: by up to " + worst));
    }

    private Map<String, byte[]> cut(Map<String, byte[]> files) {
        var cut = new TreeMap<String, byte[]>();
        files.forEach((name, file) -> cut.put(name,
                Arrays.copyOf(file, file.length / 3 + random.nextInt(file.length * 2 / 3))));
        return cut;
    }

    @Test
    void pngs() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 300; i++) {
            int type = DEPTHS[random.nextInt(DEPTHS.length)];
            put(files, ".png", type, opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, random.nextInt(10),
                    opencv_imgcodecs.IMWRITE_PNG_BILEVEL, type == opencv_core.CV_8UC1 ? random.nextInt(2) : 0);
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    @Test
    void webps() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 200; i++) {
            put(files, ".webp", DEPTHS[1 + random.nextInt(2)], opencv_imgcodecs.IMWRITE_WEBP_QUALITY,
                    1 + random.nextInt(120));
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    @Test
    void tiffs() throws IOException {
        int[] compressions = {1, 5, 8, 32773, 32946};
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 400; i++) {
            put(files, ".tiff", DEPTHS[random.nextInt(DEPTHS.length)],
                    opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION, compressions[random.nextInt(compressions.length)],
                    opencv_imgcodecs.IMWRITE_TIFF_ROWSPERSTRIP, 1 + random.nextInt(30),
                    opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR, 1 + random.nextInt(2));
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    @Test
    void bmps() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 100; i++) {
            put(files, ".bmp", DEPTHS[random.nextInt(3)]);
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    private Map<String, byte[]> jpegs(int count, int progressive) {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < count; i++) {
            put(files, ".jpg", DEPTHS[random.nextInt(5) == 0 ? 0 : 1],
                    opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 1 + random.nextInt(100),
                    opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, SAMPLINGS[random.nextInt(SAMPLINGS.length)],
                    opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, progressive,
                    opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE, random.nextInt(2),
                    opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0);
        }
        return files;
    }

    private void put(Map<String, byte[]> files, String extension, int type, int... parameters) {
        int width = 1 + random.nextInt(90);
        int height = 1 + random.nextInt(70);
        var name = "%03d: %d x %d type %d %s%s".formatted(files.size(), width, height, type,
                Arrays.toString(parameters), extension);
        files.put(name, OpenCvImages.write(extension, width, height, type, samples(width, height, type), parameters));
    }

    /** Gradients with noise, so that edges, flat parts and every value come up. */
    private byte[] samples(int width, int height, int type) {
        int channels = (type >> 3) + 1;
        int bytes = (type & 7) == 0 ? 1 : 2;
        byte[] samples = new byte[width * height * channels * bytes];
        int noise = 1 << random.nextInt(9);
        int slope = random.nextInt(9);
        for (int i = 0; i < samples.length; i++) {
            int x = i / (channels * bytes) % width;
            samples[i] = (byte) (slope * x + i % channels * 40 + random.nextInt(noise));
        }
        return samples;
    }
}
