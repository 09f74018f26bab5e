package io.maskexport.hostile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG built chunk by chunk, valid or not. */
final class PngFile {
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGBA = 6;
    private static final int[] CHANNELS = {1, 1, 3, 1, 2, 1, 4};

    private final List<byte[]> chunks = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private byte[] tail = {};

    private PngFile() {}

    /** A gradient, 8 bits a sample. */
    static PngFile rgb(int width, int height) {
        return of(width, height, 8, RGB);
    }

    /** A picture of this kind whose rows are gradients of bytes. */
    static PngFile of(int width, int height, int depth, int colour) {
        var rows = rows(width, height, depth, colour);
        return new PngFile().add("IHDR", header(width, height, depth, colour, 0, 0, 0)).add("IDAT", zlib(rows))
                .add("IEND", new byte[0]);
    }

    /** Rows before compression: a filter byte and samples each. */
    static byte[] rows(int width, int height, int depth, int colour) {
        int stride = 1 + Math.ceilDiv(width * depth * CHANNELS[colour], 8);
        var rows = new byte[stride * height];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % stride == 0 ? 0 : (byte) (i % stride * 3 + i / stride * 5);
        }
        return rows;
    }

    static PngFile empty() {
        return new PngFile();
    }

    static byte[] header(long width, long height, int depth, int colour, int compression, int filter, int interlace) {
        return BinaryFile.bigEndian().u32(width, height).u8(depth, colour, compression, filter, interlace).bytes();
    }

    static byte[] zlib(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new Deflater()) {
            deflater.setInput(content);
            deflater.finish();
            var buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    PngFile add(String type, byte[] data) {
        return insert(types.size(), type, data);
    }

    /** Inserts a chunk before the first one of another type. */
    PngFile before(String other, String type, byte[] data) {
        return insert(types.indexOf(other), type, data);
    }

    private PngFile insert(int at, String type, byte[] data) {
        types.add(at, type);
        var body = BinaryFile.bigEndian().text(type).add(data).bytes();
        chunks.add(at, BinaryFile.bigEndian().u32(data.length).add(body).u32(crc(body)).bytes());
        return this;
    }

    /** Replaces the first chunk of a type by these exact bytes, length and checksum included. */
    PngFile raw(String type, byte[] chunk) {
        chunks.set(types.indexOf(type), chunk);
        return this;
    }

    PngFile replace(String type, byte[] data) {
        int at = types.indexOf(type);
        return without(type).insert(at, type, data);
    }

    PngFile without(String type) {
        int at = types.indexOf(type);
        types.remove(at);
        chunks.remove(at);
        return this;
    }

    /** Corrupts one bit of a chunk's checksum. */
    PngFile damaged(String type) {
        return damaged(types.indexOf(type));
    }

    PngFile damagedLast(String type) {
        return damaged(types.lastIndexOf(type));
    }

    private PngFile damaged(int at) {
        var chunk = chunks.get(at);
        chunk[chunk.length - 1] ^= 1;
        return this;
    }

    PngFile followedBy(byte[] more) {
        tail = more;
        return this;
    }

    byte[] bytes() {
        var file = BinaryFile.bigEndian().u8(0x89).text("PNG\r\n\u001a\n");
        chunks.forEach(file::add);
        return file.add(tail).bytes();
    }

    private static long crc(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }
}
