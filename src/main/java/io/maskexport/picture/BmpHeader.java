package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The file and information header of a Windows bitmap.
 *
 * @param bits bits of a pixel
 */
record BmpHeader(int width, int height, int bits) implements Header {
    private static final int CORE_HEADER = 12;

    static BmpHeader read(ByteBuffer bytes) throws DefectException {
        var bmp = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bmp.getInt(14) == CORE_HEADER) {
            return known(new BmpHeader(bmp.getShort(18) & 0xffff, bmp.getShort(20) & 0xffff, bmp.getShort(24)), 0);
        }
        int height = bmp.getInt(22);
        // Negative: rows from the top. The least integer has no magnitude and stays negative, which is refused.
        return known(new BmpHeader(bmp.getInt(18), height < 0 ? -height : height, bmp.getShort(28)), bmp.getInt(30));
    }

    /** A bitmap may hold a JPEG or PNG, of any size, in place of its pixels: OpenCV refuses it too. */
    private static BmpHeader known(BmpHeader header, int compression) throws DefectException {
        boolean known = switch (compression) {
            case 0 -> switch (header.bits) {
                case 1, 4, 8, 16, 24, 32 -> true;
                default -> false;
            };
            case 1 -> header.bits == 8;
            case 2 -> header.bits == 4;
            case 3 -> header.bits == 16 || header.bits == 32;
            default -> false;
        };
        if (!known) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE,
                    "A BMP of %d bits a pixel and compression %d".formatted(header.bits, compression));
        }
        return header;
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }

    /** The JDK reads all pixels as stored, and compressed ones from a copy. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        return DecodingCost.ofRows(this).plusHeap(pixels() * Math.max(bits, 8) / 8 + 2L * encodedBytes);
    }
}
