package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The file and information header of a Windows bitmap, read as OpenCV does: ignores fields that it does not need, and
 * accepts headers of 12 bytes and of any length from 36 bytes.
 *
 * @param bits bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param topDown whether the first row is the top one
 * @param compression how pixels are stored
 * @param colours number of palette entries, of four bytes or, after a header of 12 bytes, of three
 * @param headerBytes size of the information header
 * @param pixelsAt position of the pixels; negative if the file says 2^31 or more
 */
record BmpHeader(int width, int height, int bits, boolean topDown, Compression compression, int colours,
        int headerBytes, int pixelsAt) implements Header {
    static final int CORE_HEADER = 12;
    private static final int FILE_HEADER = 14;
    private static final int SHORTEST_HEADER = 36;
    private static final int PALETTE_COLOURS = 256;
    private static final int UNKNOWN = -1;

    /** How pixels are stored. A bitmap may also contain a JPEG or PNG in their place, which OpenCV refuses. */
    enum Compression {
        NONE, RUNS_8, RUNS_4, BIT_FIELDS;

        private static Compression of(int kind, int bits) throws DefectException {
            boolean known = switch (kind) {
                case 0 -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
                case 1 -> bits == 8;
                case 2 -> bits == 4;
                case 3 -> bits == 16 || bits == 32;
                default -> false;
            };
            if (!known) {
                throw unreadable("A BMP of %d bits per pixel and compression %d".formatted(bits, kind));
            }
            return values()[kind];
        }
    }

    static BmpHeader read(ByteBuffer bytes) throws DefectException {
        var bmp = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int length = bmp.getInt(FILE_HEADER);
        if (length == CORE_HEADER) {
            int bits = bmp.getShort(24);
            var compression = Compression.of(bits == 16 ? UNKNOWN : 0, bits);
            return new BmpHeader(bmp.getShort(18) & 0xffff, bmp.getShort(20) & 0xffff, bits, false, compression,
                    bits > 8 ? 0 : 1 << bits, length, bmp.getInt(10));
        }
        if (length < SHORTEST_HEADER) {
            throw unreadable("A BMP with a header of " + length + " bytes");
        }
        int height = bmp.getInt(22);
        int bits = bmp.getShort(28);
        var compression = Compression.of(bmp.getInt(30), bits);
        // The smallest integer cannot be negated and stays negative, which is refused.
        return new BmpHeader(bmp.getInt(18), Math.abs(height), bits, height < 0, compression,
                bits > 8 ? 0 : colours(bmp.getInt(46), bits), length, bmp.getInt(10));
    }

    private static int colours(int used, int bits) throws DefectException {
        if (used < 0 || used > PALETTE_COLOURS) {
            throw unreadable("A BMP of " + used + " colours");
        }
        return used == 0 ? 1 << bits : used;
    }

    private static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    /** Position of the palette or of the 16-bit masks, which follow the header. */
    long behind() {
        return FILE_HEADER + (long) headerBytes;
    }

    /** The file's row for an upright row. */
    int stored(int y) {
        return topDown ? y : height - 1 - y;
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }

    /** Runs are decoded to one byte a pixel, because the last row may come first in the file. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        var rows = DecodingCost.ofRows(this);
        return compression == Compression.NONE || compression == Compression.BIT_FIELDS
                ? rows
                : rows.plusHeap(pixels());
    }
}
