package io.maskexport.picture;

import java.nio.ByteBuffer;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The chunk IHDR of a PNG (PNG specification §11.2.2).
 *
 * @param bits bits of a sample: 1, 2, 4, 8 or 16
 * @param colour 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int bits, int colour, Orientation orientation) implements Header {
    static final int SIGNATURE_BYTES = 8;
    static final int CHUNK_OVERHEAD = 12;
    private static final int IHDR = 0x49484452;
    private static final int EXIF = 0x65584966;
    private static final int IDAT = 0x49444154;

    static PngHeader read(ByteBuffer png) throws DefectException {
        if (png.getInt(SIGNATURE_BYTES + 4) != IHDR) {
            throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The PNG does not begin with IHDR");
        }
        return new PngHeader(png.getInt(16), png.getInt(20), png.get(24), png.get(25), orientation(png));
    }

    private static Orientation orientation(ByteBuffer png) {
        int at = SIGNATURE_BYTES;
        while (at + CHUNK_OVERHEAD <= png.capacity() && png.getInt(at + 4) != IDAT) {
            int length = png.getInt(at);
            if (length < 0 || length > png.capacity() - at - CHUNK_OVERHEAD) {
                break;
            }
            if (png.getInt(at + 4) == EXIF) {
                return TiffDirectory.read(png.slice(at + 8, length)).orientation();
            }
            at += length + CHUNK_OVERHEAD;
        }
        return Orientation.NORMAL;
    }
}
