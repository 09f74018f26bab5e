package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The file and information header of a Windows bitmap, as OpenCV reads it: it looks at no more than it needs, and takes
 * headers of any length from 36 bytes on, and of 12.
 *
 * @param bits bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param topDown whether the first row is the upper one
 * @param compression how pixels are stored
 * @param colours entries of the palette, of four bytes or, behind a header of 12 bytes, of three
 * @param headerBytes of the information header
 * @param pixelsAt where the pixels begin; negative where the file says 2^31 or more
 */
record BmpHeader(int width, int height, int bits, boolean topDown, Compression compression, int colours,
        int headerBytes, int pixelsAt) implements Header {
    static final int CORE_HEADER = 12;
    private static final int FILE_HEADER = 14;
    private static final int LEAST_HEADER = 36;
    private static final int MOST_COLOURS = 256;
    private static final int UNKNOWN = -1;

    /** How pixels are stored. A bitmap may also hold a JPEG or PNG in their place, which OpenCV refuses. */
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
                throw unreadable("A BMP of %d bits a pixel and compression %d".formatted(bits, kind));
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
        if (length < LEAST_HEADER) {
            throw unreadable("A BMP with a header of " + length + " bytes");
        }
        int height = bmp.getInt(22);
        int bits = bmp.getShort(28);
        var compression = Compression.of(bmp.getInt(30), bits);
        // The least height has no magnitude and stays negative, which is refused.
        return new BmpHeader(bmp.getInt(18), Math.abs(height), bits, height < 0, compression,
                bits > 8 ? 0 : colours(bmp.getInt(46), bits), length, bmp.getInt(10));
    }

    private static int colours(int used, int bits) throws DefectException {
        if (used < 0 || used > MOST_COLOURS) {
            throw unreadable("A BMP of " + used + " colours");
        }
        return used == 0 ? 1 << bits : used;
    }

    private static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    /** Where the palette begins, or the masks of 16 bits: behind the header. */
    long behind() {
        return FILE_HEADER + (long) headerBytes;
    }

    /** The row of the file that is so far from the top. */
    int stored(int y) {
        return topDown ? y : height - 1 - y;
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }

    /** Runs are decoded to a byte a pixel, as the last row may be the first of the file. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        var rows = DecodingCost.ofRows(this);
        return compression == Compression.NONE || compression == Compression.BIT_FIELDS
                ? rows
                : rows.plusHeap(pixels());
    }
}
