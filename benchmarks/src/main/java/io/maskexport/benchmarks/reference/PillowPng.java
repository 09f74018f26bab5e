package io.maskexport.benchmarks.reference;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Grey PNG files as Pillow saves them: for each row the filter among "None", "Up", "Sub" and "Paeth" with the smallest sum
 * of distances from zero, in this order, and the later ones only while the sum is not zero; then zlib at level 6 with the
 * strategy for filtered data.
 */
final class PillowPng {
    private static final int LEVEL = 6;

    private final int width;
    private byte[] best;
    private byte[] candidate;
    private byte[] row;
    private byte[] above;

    private PillowPng(int width) {
        this.width = width;
        best = new byte[width + 1];
        candidate = new byte[width + 1];
        row = new byte[width + 1];
        above = new byte[width + 1];
    }

    /** The file; {@code grey} holds the pixels row by row. */
    static byte[] encode(MemorySegment grey, int width, int height) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).array());
        chunk(file, "IDAT", new PillowPng(width).compress(grey, height));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private byte[] compress(MemorySegment grey, int height) {
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new Deflater(LEVEL)) {
            deflater.setStrategy(Deflater.FILTERED);
            byte[] out = new byte[1 << 16];
            for (int y = 0; y < height; y++) {
                MemorySegment.copy(grey, ValueLayout.JAVA_BYTE, (long) y * width, row, 1, width);
                deflater.setInput(filtered());
                drain(deflater, out, compressed);
                byte[] swap = above;
                above = row;
                row = swap;
            }
            deflater.finish();
            drain(deflater, out, compressed);
        }
        return compressed.toByteArray();
    }

    /** The first call may only set the strategy, and take and give nothing. */
    private static void drain(Deflater deflater, byte[] out, ByteArrayOutputStream compressed) {
        int made;
        do {
            made = deflater.deflate(out);
            compressed.write(out, 0, made);
        } while (made > 0 || !deflater.needsInput());
    }

    private byte[] filtered() {
        System.arraycopy(row, 0, best, 0, width + 1);
        best[0] = 0;
        long least = distance(row);
        for (int type : new int[] {2, 1, 4}) {
            if (least > 0) {
                filter(type);
                long sum = distance(candidate);
                if (sum < least) {
                    least = sum;
                    byte[] swap = best;
                    best = candidate;
                    candidate = swap;
                }
            }
        }
        return best;
    }

    private static long distance(byte[] bytes) {
        int sum = 0;
        for (int i = 1; i < bytes.length; i++) {
            sum += Math.abs(bytes[i]);
        }
        return sum;
    }

    private void filter(int type) {
        candidate[0] = (byte) type;
        switch (type) {
            case 1 -> {
                candidate[1] = row[1];
                for (int i = 2; i <= width; i++) {
                    candidate[i] = (byte) (row[i] - row[i - 1]);
                }
            }
            case 2 -> {
                for (int i = 1; i <= width; i++) {
                    candidate[i] = (byte) (row[i] - above[i]);
                }
            }
            default -> {
                candidate[1] = (byte) (row[1] - above[1]);
                for (int i = 2; i <= width; i++) {
                    candidate[i] = (byte) (row[i] - paeth(row[i - 1] & 255, above[i] & 255, above[i - 1] & 255));
                }
            }
        }
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
