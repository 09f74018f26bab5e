package io.maskexport.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Kinds of file that OpenCV reads and does not write, made by Java's writers or byte by byte. */
class WrittenByJavaOracleTest {
    private static final int[] TYPES = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_555_RGB, BufferedImage.TYPE_USHORT_565_RGB};

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void every_type_of_image_in_every_compression_of_png_bmp_and_tiff() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var format : new String[] {"png", "bmp", "tiff"}) {
            for (int type : TYPES) {
                writeAll(files, format, image(type));
            }
        }
        assertThat(files).hasSizeGreaterThan(50);
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    @Test
    void pngs_with_chunks_that_change_no_sample() throws IOException {
        var png = written("png", image(BufferedImage.TYPE_INT_RGB), "");
        var grey = written("png", image(BufferedImage.TYPE_BYTE_GRAY), "");
        Comparison.assertSame(JpegBackend.JDK, Map.of(
                "gamma", withChunk(png, "gAMA", 0, 0, 0xb1, 0x8f),
                "background", withChunk(png, "bKGD", 0, 50, 0, 60, 0, 70),
                "transparent colour", withChunk(png, "tRNS", 0, 5, 0, 6, 0, 7),
                "transparent grey", withChunk(grey, "tRNS", 0, 5)));
    }

    @Test
    void pngs_and_tiffs_are_turned_as_their_orientation_says() throws IOException {
        var files = new TreeMap<String, byte[]>();
        var png = written("png", image(BufferedImage.TYPE_INT_RGB), "");
        for (int orientation = 1; orientation <= 8; orientation++) {
            files.put("png " + orientation, withChunk(png, "eXIf", 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0,
                    0, 1, 0, orientation, 0, 0, 0, 0, 0, 0));
        }
        // OpenCV 4.11 fails at a TIFF of orientation 5 to 8.
        for (int orientation = 1; orientation <= 4; orientation++) {
            files.put("tiff " + orientation, tiff(orientation, 8, 0));
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    @Test
    void files_that_a_changed_header_makes_another_kind() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var name : new String[] {"jpg_cmyk_0.jpg", "jpg_cmyk_1.jpg"}) {
            byte[] cmyk = Files.readAllBytes(Path.of("test/resources/corpus/projects/formats/fmt/img", name));
            int adobe = new String(cmyk, StandardCharsets.ISO_8859_1).indexOf("Adobe");
            assertThat(adobe).isPositive();
            cmyk[adobe + 11] = 2;
            files.put("YCCK " + name, cmyk);
        }
        var bmp = ByteBuffer.wrap(written("bmp", image(BufferedImage.TYPE_INT_RGB), "BI_RGB"));
        files.put("BMP from the top", bmp.order(ByteOrder.LITTLE_ENDIAN).putInt(22, -17).array());
        for (int alpha = 0; alpha <= 2; alpha++) {
            files.put("TIFF, 8 bits, alpha " + alpha, tiff(1, 8, alpha));
            files.put("TIFF, 16 bits, alpha " + alpha, tiff(1, 16, alpha));
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }

    private BufferedImage image(int type) {
        var image = new BufferedImage(23, 17, type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0xff000000 | (11 * x) << 16 | (15 * y) << 8 | random.nextInt(256));
            }
        }
        return image;
    }

    private static void writeAll(Map<String, byte[]> files, String format, BufferedImage image) throws IOException {
        for (var compression : compressions(format)) {
            try {
                files.put(format + " type " + image.getType() + " " + compression, written(format, image, compression));
            } catch (IOException | IllegalArgumentException _) {
                assertThat(format).as("a type that this compression does not have").isNotEqualTo("png");
            }
        }
    }

    private static List<String> compressions(String format) {
        return switch (format) {
            case "png" -> List.of("", "interlaced");
            case "bmp" -> List.of("BI_RGB", "BI_RLE8", "BI_RLE4", "BI_BITFIELDS");
            default -> List.of(writer(format).getDefaultWriteParam().getCompressionTypes());
        };
    }

    /** The JDK's writer of a format. */
    private static ImageWriter writer(String format) {
        for (var writers = ImageIO.getImageWritersByFormatName(format); writers.hasNext();) {
            var writer = writers.next();
            if ("java.desktop".equals(writer.getClass().getModule().getName())) {
                return writer;
            }
        }
        throw new IllegalStateException(format);
    }

    private static byte[] written(String format, BufferedImage image, String compression) throws IOException {
        var writer = writer(format);
        var parameters = writer.getDefaultWriteParam();
        if (compression.equals("interlaced")) {
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        } else if (!compression.isEmpty()) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
        }
        var file = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        return file.toByteArray();
    }

    /** The PNG with one more chunk behind {@code IHDR}. */
    private static byte[] withChunk(byte[] png, String type, int... content) {
        int afterHeader = 33;
        var chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII));
        for (int value : content) {
            chunk.put((byte) value);
        }
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        chunk.putInt((int) crc.getValue());
        return ByteBuffer.allocate(png.length + chunk.capacity()).put(png, 0, afterHeader).put(chunk.array())
                .put(png, afterHeader, png.length - afterHeader).array();
    }

    /** 5 x 3 pixels of RGB and alpha in one strip, uncompressed; {@code alpha} is the tag ExtraSamples. */
    private byte[] tiff(int orientation, int bits, int alpha) {
        int start = 146;
        byte[] pixels = new byte[60 * bits / 8];
        random.nextBytes(pixels);
        int[][] tags = {{256, 5}, {257, 3}, {258, bits}, {259, 1}, {262, 2}, {273, start}, {274, orientation}, {277, 4},
            {278, 3}, {279, pixels.length}, {338, alpha}};
        var tiff = ByteBuffer.allocate(start + pixels.length).putInt(0x4D4D002A).putInt(8)
                .putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 3).putInt(1).putShort((short) tag[1]).putShort((short) 0);
        }
        return tiff.putInt(0).put(pixels).array();
    }
}
