package io.maskexport.bitmap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.Indexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PNGs of every kind as annotations hold them, by what {@code imdecode(IMREAD_UNCHANGED)} of OpenCV makes of them: with four
 * channels alpha is set or not, with one the value; three are an error.
 */
class BitmapOracleTest {
    private static final int[][] COLOURS_AND_DEPTHS = {{0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16},
        {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16}, {6, 8}, {6, 16}};

    private final SplittableRandom random = new SplittableRandom(11);
    /** One of so many bytes of pixels is set. */
    private int sparsity = 3;

    /** Sides, colour and depth, one of how many bytes is set. */
    private record Size(int width, int height, int colour, int depth, int sparsity) {}

    @Test
    void the_pixels_of_bitmaps_are_those_that_opencv_sets() throws Exception {
        var different = new TreeMap<String, String>();
        for (int i = 0; i < 3_000; i++) {
            int[] kind = COLOURS_AND_DEPTHS[i % COLOURS_AND_DEPTHS.length];
            // A transparent colour of 16 bits, which no tool writes, is refused.
            boolean transparency = random.nextBoolean() && kind[0] < 4 && !(kind[0] == 2 && kind[1] == 16);
            byte[] png = png(1 + random.nextInt(12), 1 + random.nextInt(9), kind[0], kind[1], transparency);
            var theirs = byOpenCv(png);
            var ours = byUs(png);
            if (!ours.equals(theirs)) {
                different.putIfAbsent("colour %d depth %d transparency %s".formatted(kind[0], kind[1], transparency),
                        "OpenCV:\n" + theirs + "ours:\n" + ours);
            }
        }
        assertThat(different).isEmpty();
    }

    /** PNGs of 1 KB to 5 MB and bitmaps to 10,000 x 10,000, all in one annotation, in an order that makes buffers grow and serve again. */
    @Test
    void bitmaps_of_real_size_are_read_one_after_the_other() throws Exception {
        var sizes = List.of(new Size(300, 200, 0, 1, 8), new Size(6_000, 6_000, 0, 1, 1), new Size(40, 30, 6, 8, 3),
                new Size(10_000, 10_000, 0, 8, 2_000), new Size(2_500, 2_000, 6, 8, 50),
                new Size(1_000, 1_000, 0, 1, 1),
                new Size(3_000, 2_000, 0, 1, 1), new Size(1_920, 1_080, 3, 1, 4), new Size(4_000, 3_000, 4, 8, 60));
        var budget = new LabelBudget(Limits.defaults());
        try (var decoder = new BitmapDecoder(Limits.defaults(), budget)) {
            for (var size : sizes) {
                sparsity = size.sparsity();
                byte[] png = png(size.width(), size.height(), size.colour(), size.depth(), size.colour() == 3);
                budget.nextLabel();
                var bitmap = decoder.bitmap(Points.of(0, 0), Base64.getEncoder().encodeToString(zlib(png)));
                System.out.printf("%-60s PNG %,9d bytes %,9d runs%n", size, png.length, bitmap.pixels().count());
                assertSameRows(bitmap, png);
            }
        }
    }

    private static void assertSameRows(Geometry.Bitmap bitmap, byte[] png) {
        try (var bytes = new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png));
                var image = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_UNCHANGED)) {
            int channels = image.channels();
            var samples = new byte[image.cols() * channels];
            var ours = new boolean[image.cols()];
            var theirs = new boolean[image.cols()];
            int next = 0;
            for (int y = 0; y < image.rows(); y++) {
                image.ptr(y).get(samples);
                for (int x = 0; x < theirs.length; x++) {
                    theirs[x] = samples[x * channels + channels - 1] != 0;
                }
                Arrays.fill(ours, false);
                for (; next < bitmap.pixels().count() && bitmap.top() + bitmap.pixels().y(next) == y; next++) {
                    Arrays.fill(ours, bitmap.left() + bitmap.pixels().from(next),
                            bitmap.left() + bitmap.pixels().to(next), true);
                }
                if (!Arrays.equals(ours, theirs)) {
                    throw new AssertionError("row " + y);
                }
            }
            assertThat(next).isEqualTo(bitmap.pixels().count());
        }
    }

    private static String byOpenCv(byte[] png) {
        try (var bytes = new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png));
                var image = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_UNCHANGED)) {
            if (image.empty() || image.channels() == 3) {
                return DefectCode.BROKEN_BITMAP.name();
            }
            try (Indexer samples = image.createIndexer()) {
                var set = new StringBuilder();
                for (long y = 0; y < image.rows(); y++) {
                    for (long x = 0; x < image.cols(); x++) {
                        if (samples.getDouble(y, x, image.channels() - 1) != 0) {
                            set.append(x).append(',').append(y).append(' ');
                        }
                    }
                }
                return set.isEmpty() ? DefectCode.EMPTY_BITMAP.name() : set.toString();
            }
        }
    }

    private static String byUs(byte[] png) throws Exception {
        try (var decoder = new BitmapDecoder(Limits.defaults(), new LabelBudget(Limits.defaults()))) {
            var bitmap = decoder.bitmap(Points.of(0, 0), Base64.getEncoder().encodeToString(zlib(png)));
            var set = new StringBuilder();
            for (int i = 0; i < bitmap.pixels().count(); i++) {
                for (int x = bitmap.pixels().from(i); x < bitmap.pixels().to(i); x++) {
                    set.append(bitmap.left() + x).append(',').append(bitmap.top() + bitmap.pixels().y(i)).append(' ');
                }
            }
            return set.toString();
        } catch (DefectException e) {
            return e.code().name();
        }
    }

    private byte[] png(int width, int height, int colour, int depth, boolean transparency) throws Exception {
        int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colour];
        int stride = (width * channels * depth + 7) / 8;
        byte[] rows = new byte[height * (stride + 1)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (i % (stride + 1) == 0 || random.nextInt(sparsity) > 0 ? 0 : random.nextInt(256));
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) depth).put((byte) colour)
                .array());
        if (colour == 3) {
            chunk(file, "PLTE", bytes(3 << depth));
        }
        if (transparency) {
            chunk(file, "tRNS", colour == 3 ? bytes(1 + random.nextInt(1 << depth)) : new byte[colour == 0 ? 2 : 6]);
        }
        chunk(file, "IDAT", zlib(rows));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
        }
        return bytes;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        file.writeBytes(ByteBuffer.allocate(content.length + 12).putInt(content.length).put(name).put(content)
                .putInt((int) crc.getValue()).array());
    }

    private static byte[] zlib(byte[] bytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
        }
        return out.toByteArray();
    }
}
