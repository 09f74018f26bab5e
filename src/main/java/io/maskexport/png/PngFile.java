package io.maskexport.png;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** The frame of a PNG file (W3C PNG, third edition): signature, header, data in chunks, end. */
final class PngFile {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int CHUNK_FRAME = 12;
    private static final int HEADER_LENGTH = 13;

    private PngFile() {}

    static void requireSides(int width, int height, int most) {
        if (width < 1 || height < 1 || width > most || height > most) {
            throw new IllegalArgumentException(width + " x " + height + " pixels: sides are 1 to " + most);
        }
    }

    static void requireRows(int rows, int height) {
        if (rows != height) {
            throw new IllegalStateException(rows + " rows in a picture of " + height);
        }
    }

    /** DEFLATE with the greatest window, no dictionary (RFC 1950). */
    static void putZlibHeader(BitWriter out) {
        out.reserve(Short.SIZE);
        out.put(0x0178, Short.SIZE);
    }

    static void putZlibTrailer(BitWriter out, int adler) {
        out.reserve(Long.SIZE);
        out.align();
        out.put(Integer.toUnsignedLong(Integer.reverseBytes(adler)), Integer.SIZE);
    }

    /**
     * A whole file, in an array of exactly its size.
     *
     * @param data the zlib stream; each piece becomes one {@code IDAT} chunk
     * @throws ArithmeticException if the file would exceed 2 GiB
     */
    static byte[] of(int width, int height, PngFormat format, List<ByteBuffer> data) {
        long size = Long.BYTES + CHUNK_FRAME + HEADER_LENGTH + CHUNK_FRAME;
        for (ByteBuffer piece : data) {
            size += CHUNK_FRAME + piece.remaining();
        }
        var file = ByteBuffer.allocate(Math.toIntExact(size));
        file.putLong(SIGNATURE);
        addChunk(file, "IHDR", header(width, height, format));
        for (ByteBuffer piece : data) {
            addChunk(file, "IDAT", piece);
        }
        addChunk(file, "IEND", ByteBuffer.allocate(0));
        return file.array();
    }

    private static ByteBuffer header(int width, int height, PngFormat format) {
        var header = ByteBuffer.allocate(HEADER_LENGTH).putInt(width).putInt(height);
        header.put((byte) format.bitDepth()).put((byte) format.colourType());
        return header.rewind();
    }

    private static void addChunk(ByteBuffer file, String type, ByteBuffer data) {
        file.putInt(data.remaining());
        int start = file.position();
        file.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        var crc = new CRC32();
        crc.update(file.slice(start, file.position() - start));
        file.putInt((int) crc.getValue());
    }
}
