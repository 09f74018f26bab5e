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
    /** Number of bytes before the content of the first data chunk, without a palette: signature, header, length, type. */
    private static final int HEAD = Long.BYTES + CHUNK_FRAME + HEADER_LENGTH + 2 * Integer.BYTES;
    /** Number of bytes after the DEFLATE stream in the last data chunk: Adler-32, CRC-32, end. */
    private static final int TAIL = 2 * Integer.BYTES + CHUNK_FRAME;

    /** Of a file without a palette. */
    static final byte[] NO_PALETTE = {};

    private PngFile() {}

    static void requireSides(int width, int height, int limit) {
        if (width < 1 || height < 1 || width > limit || height > limit) {
            throw new IllegalArgumentException(width + " x " + height + " pixels: sides are 1 to " + limit);
        }
    }

    static void requireRows(int rows, int height) {
        if (rows != height) {
            throw new IllegalStateException(rows + " rows in a picture of " + height);
        }
    }

    /** Starts a zlib stream: DEFLATE with the largest window, no dictionary (RFC 1950). */
    static void begin(BitWriter out) {
        begin(out, NO_PALETTE);
    }

    /** Starts the zlib stream of a file with this palette. */
    static void begin(BitWriter out, byte[] palette) {
        out.clear(HEAD + paletteChunk(palette), TAIL);
        out.reserve(Short.SIZE);
        out.put(0x0178, Short.SIZE);
    }

    static void putZlibTrailer(BitWriter out, int adler) {
        out.reserve(Byte.SIZE + Integer.SIZE);
        out.align();
        out.put(Integer.toUnsignedLong(Integer.reverseBytes(adler)), Integer.SIZE);
    }

    private static int paletteChunk(byte[] palette) {
        return palette.length == 0 ? 0 : CHUNK_FRAME + palette.length;
    }

    /**
     * A whole file, in an array of exactly its size.
     *
     * @param palette red, green and blue of each colour; empty for none
     * @param out the zlib stream started by {@link #begin}; each piece becomes one {@code IDAT} chunk
     * @throws ArithmeticException if the file would exceed 2 GiB
     */
    static byte[] of(int width, int height, PngFormat format, byte[] palette, BitWriter out) {
        var data = out.pieces();
        long size = (long) Long.BYTES + CHUNK_FRAME + HEADER_LENGTH + paletteChunk(palette) + CHUNK_FRAME;
        for (ByteBuffer piece : data) {
            size += CHUNK_FRAME + piece.remaining();
        }
        var file = ByteBuffer.wrap(out.firstIn(Math.toIntExact(size)));
        file.putLong(SIGNATURE);
        addChunk(file, "IHDR", header(width, height, format));
        if (palette.length > 0) {
            addChunk(file, "PLTE", ByteBuffer.wrap(palette));
        }
        endChunk(file, startChunk(file, "IDAT", data.getFirst().remaining()), data.getFirst().remaining());
        for (ByteBuffer piece : data.subList(1, data.size())) {
            addChunk(file, "IDAT", piece);
        }
        addChunk(file, "IEND", ByteBuffer.allocate(0));
        out.release();
        return file.array();
    }

    /** Like {@link #of}, in pieces, which are the arrays that were written to: a large file is never in memory twice. */
    static List<byte[]> pieces(int width, int height, PngFormat format, BitWriter out) {
        var file = out.takePieces();
        var first = ByteBuffer.wrap(file.getFirst()).putLong(SIGNATURE);
        addChunk(first, "IHDR", header(width, height, format));
        frame(first);
        file.stream().skip(1).forEach(piece -> frame(ByteBuffer.wrap(piece)));
        var end = ByteBuffer.allocate(CHUNK_FRAME);
        addChunk(end, "IEND", ByteBuffer.allocate(0));
        file.add(end.array());
        out.release();
        return file;
    }

    /** Completes a data chunk whose content is there already, and ends the array. */
    private static void frame(ByteBuffer chunk) {
        int length = chunk.remaining() - CHUNK_FRAME;
        endChunk(chunk, startChunk(chunk, "IDAT", length), length);
    }

    private static ByteBuffer header(int width, int height, PngFormat format) {
        var header = ByteBuffer.allocate(HEADER_LENGTH).putInt(width).putInt(height);
        header.put((byte) format.bitDepth()).put((byte) format.colourType());
        return header.rewind();
    }

    private static void addChunk(ByteBuffer file, String type, ByteBuffer data) {
        int length = data.remaining();
        int start = startChunk(file, type, length);
        file.put(data);
        endChunk(file, start, length);
    }

    /** Writes a chunk's length and type; returns the position of the type. */
    private static int startChunk(ByteBuffer file, String type, int length) {
        file.putInt(length);
        int start = file.position();
        file.put(type.getBytes(StandardCharsets.US_ASCII));
        return start;
    }

    /** Skips a chunk's data, which are already there, and writes their checksum. */
    private static void endChunk(ByteBuffer file, int start, int length) {
        var checked = file.slice(start, Integer.BYTES + length);
        var crc = new CRC32();
        crc.update(checked);
        file.position(start + Integer.BYTES + length).putInt((int) crc.getValue());
    }
}
