package io.maskexport.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

import com.luciad.imageio.webp.WebPWriteParam;
import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;

/** WebP pictures, or files that claim to be. */
final class WebpCases {
    private WebpCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(containers(), sides(), data(), cuts());
    }

    private static HostileCase webp(String name, byte[] file, DefectCode... codes) {
        return HostileCase.picture(name, "m.webp", file, codes);
    }

    private static byte[] encoded(boolean lossless) {
        var image = new BufferedImage(GoodItems.WIDTH, GoodItems.HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0x123456);
        var writer = ImageIO.getImageWritersByMIMEType("image/webp").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var param = new WebPWriteParam(writer.getLocale());
            param.setCompressionMode(WebPWriteParam.MODE_EXPLICIT);
            param.setCompressionType(param.getCompressionTypes()[lossless ? 1 : 0]);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] lossy() {
        return encoded(false);
    }

    private static byte[] riff(String type, byte[] chunk) {
        return BinaryFile.littleEndian().text("RIFF").u32(chunk.length + 12L).text("WEBP").text(type).u32(chunk.length)
                .add(chunk).bytes();
    }

    private static byte[] set(byte[] file, int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            file[at + i] = (byte) values[i];
        }
        return file;
    }

    private static byte[] extended(int flags, int width, int height, byte[] chunks) {
        var canvas = BinaryFile.littleEndian().text("VP8X").u32(10).u8(flags, 0, 0, 0)
                .u8(width - 1, (width - 1) >> 8, (width - 1) >> 16)
                .u8(height - 1, (height - 1) >> 8, (height - 1) >> 16)
                .add(chunks).bytes();
        return BinaryFile.littleEndian().text("RIFF").u32(canvas.length + 4L).text("WEBP").add(canvas).bytes();
    }

    private static Stream<HostileCase> containers() {
        return Stream.of(
                webp("RIFF alone", riff("VP8 ", new byte[0]), IMAGE_UNREADABLE),
                webp("a sound", riff("WAVE", new byte[40]), IMAGE_UNREADABLE),
                webp("an unknown chunk first", riff("ABCD", new byte[40]), IMAGE_UNREADABLE),
                webp("canvas without a picture", extended(0, 24, 16, new byte[0]), IMAGE_UNREADABLE),
                webp("canvas with a cut picture", extended(0, 24, 16, Arrays.copyOfRange(lossy(), 12, 40)),
                        IMAGE_UNREADABLE),
                webp("an animation of no frame", extended(2, 24, 16, BinaryFile.littleEndian().text("ANIM").u32(6)
                        .zeros(6).bytes()), IMAGE_UNREADABLE),
                webp("an animation whose frame is empty", extended(2, 24, 16, BinaryFile.littleEndian().text("ANIM")
                        .u32(6).zeros(6).text("ANMF").u32(16).zeros(16).bytes()), IMAGE_UNREADABLE),
                webp("rubbish behind the end", BinaryFile.littleEndian().add(lossy()).zeros(5_000).bytes()));
    }

    private static Stream<HostileCase> sides() {
        return Stream.of(
                webp("lossy, width 0", set(lossy(), 26, 0, 0), IMAGE_UNREADABLE),
                webp("lossy, height 0", set(lossy(), 28, 0, 0), IMAGE_UNREADABLE),
                webp("lossy, 16,383 x 16,383", set(lossy(), 26, 255, 63, 255, 63), IMAGE_TOO_LARGE),
                webp("lossless, 16,384 x 16,384", set(encoded(true), 21, 255, 255, 255, 15), IMAGE_TOO_LARGE),
                webp("canvas of 16,777,216 x 1", extended(0, 1 << 24, 1, Arrays.copyOfRange(lossy(), 12, 80)),
                        IMAGE_TOO_LARGE),
                webp("canvas of 2^48 pixels", extended(0, 1 << 24, 1 << 24, Arrays.copyOfRange(lossy(), 12, 80)),
                        IMAGE_TOO_LARGE));
    }

    private static Stream<HostileCase> data() {
        return Stream.of(
                webp("no start code", set(lossy(), 23, 0, 0, 0), IMAGE_UNREADABLE),
                webp("no key frame", set(lossy(), 20, lossy()[20] | 1), IMAGE_UNREADABLE),
                webp("lossless of a wrong signature", set(encoded(true), 20, 0), IMAGE_UNREADABLE),
                webp("lossless of version 7", set(encoded(true), 24, encoded(true)[24] | 0xe0), IMAGE_UNREADABLE),
                webp("pixels of 255", set(lossy(), 30, IntStream.generate(() -> 255).limit(20).toArray()),
                        IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> cuts() {
        return IntStream.of(4, 8, 12, 16, 20, 26, 29, 30, 34).mapToObj(length -> webp(
                "cut after " + length + " bytes", Arrays.copyOf(lossy(), length), IMAGE_UNREADABLE));
    }
}
