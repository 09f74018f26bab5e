package io.maskexport.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Valid files of any size that are small because all of their pixels are alike. */
public final class LargePictures {

    private LargePictures() {}

    /** A PNG whose samples are all 0. */
    public static byte[] png(int width, int height, int bits, int colour) {
        int samples = switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        var file = ByteBuffer.allocate(64 + deflatedBytes(width, height, bits * samples))
                .put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits).put((byte) colour)
                .array());
        chunk(file, "IDAT", zeros((Math.ceilDiv((long) width * bits * samples, 8L) + 1) * height));
        chunk(file, "IEND", new byte[0]);
        return file.array();
    }

    private static int deflatedBytes(int width, int height, int bits) {
        return Math.toIntExact((Math.ceilDiv((long) width * bits, 8L) + 1) * height / 200 + 1000);
    }

    private static void chunk(ByteBuffer file, String type, byte[] content) {
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        file.putInt(content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content)
                .putInt((int) crc.getValue());
    }

    /** So many zeros, deflated. */
    static byte[] zeros(long count) {
        var deflated = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        try (var out = new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_SPEED), 1 << 16)) {
            for (long left = count; left > 0; left -= some.length) {
                out.write(some, 0, (int) Math.min(left, some.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deflated.toByteArray();
    }

    /** A BMP of a byte a pixel, in runs. */
    static byte[] bmp(int width, int height) {
        int runs = Math.ceilDiv(width, 255);
        int pixels = height * (2 * runs + 2) + 2;
        var file = ByteBuffer.allocate(54 + 1024 + pixels).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x4d42)
                .putInt(54 + 1024 + pixels).putInt(0).putInt(54 + 1024)
                .putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8).putInt(1)
                .putInt(pixels).putInt(0).putInt(0).putInt(256).putInt(0);
        file.position(54 + 1024);
        for (int y = 0; y < height; y++) {
            for (int left = width; left > 0; left -= 255) {
                file.put((byte) Math.min(left, 255)).put((byte) 0);
            }
            file.putShort((short) 0);
        }
        return file.putShort((short) 0x100).array();
    }

    /** A TIFF of 8-bit grey in one deflated strip. */
    static byte[] tiff(int width, int height) {
        byte[] strip = zeros((long) width * height);
        int[][] tags = {{256, width}, {257, height}, {258, 8}, {259, 8}, {262, 1}, {273, 200}, {277, 1}, {278, height},
            {279, strip.length}};
        var file = ByteBuffer.allocate(200 + strip.length).putInt(0x4D4D002A).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return file.position(200).put(strip).array();
    }
}
