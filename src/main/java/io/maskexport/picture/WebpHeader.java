package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/** The first chunk of a WebP file (RFC 9649): lossy, lossless or extended. */
record WebpHeader(int width, int height) implements Header {
    private static final int FOURTEEN_BITS = 0x3fff;

    static WebpHeader read(ByteBuffer bytes) throws DefectException {
        var webp = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (webp.getInt(12)) {
            case 0x20385056 -> // "VP8 ", after the three-byte frame tag and start code
                new WebpHeader(webp.getShort(26) & FOURTEEN_BITS, webp.getShort(28) & FOURTEEN_BITS);
            case 0x4c385056 -> { // "VP8L", two sides of 14 bits, less one
                int sides = webp.getInt(21);
                yield new WebpHeader((sides & FOURTEEN_BITS) + 1, ((sides >> 14) & FOURTEEN_BITS) + 1);
            }
            case 0x58385056 -> // "VP8X", two sides of 24 bits, less one
                new WebpHeader((webp.getInt(24) & 0xff_ffff) + 1, (webp.getInt(26) >>> 8) + 1);
            default -> throw new DefectException(DefectCode.IMAGE_UNREADABLE, "The WebP holds no picture first");
        };
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }
}
