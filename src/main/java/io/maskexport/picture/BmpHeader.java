package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The file and information header of a Windows bitmap. */
record BmpHeader(int width, int height) implements Header {
    private static final int CORE_HEADER = 12;

    static BmpHeader read(ByteBuffer bytes) {
        var bmp = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bmp.getInt(14) == CORE_HEADER) {
            return new BmpHeader(bmp.getShort(18) & 0xffff, bmp.getShort(20) & 0xffff);
        }
        int height = bmp.getInt(22);
        // Negative: rows from the top. The least integer has no magnitude and stays negative, which is refused.
        return new BmpHeader(bmp.getInt(18), height < 0 ? -height : height);
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }
}
