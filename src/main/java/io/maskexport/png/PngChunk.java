package io.maskexport.png;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A chunk of a PNG (PNG specification §5.3).
 *
 * @param type its four letters
 * @param at position of its data in the file
 * @param length size of its data in bytes; all of them are in the file
 */
public record PngChunk(int type, int at, int length) {
    public static final int IHDR = 0x49484452;
    public static final int PLTE = 0x504C5445;
    public static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;
    public static final int TRNS = 0x74524E53;
    static final int EXIF = 0x65584966;
    /** Animation control: the number of pictures. */
    static final int ACTL = 0x6163544C;
    /** Frame control: another picture of an animation starts. */
    static final int FCTL = 0x6663544C;
    public static final int SIGNATURE_BYTES = 8;
    private static final int OVERHEAD = 12;
    private static final int LOWER_CASE = 0x20;

    /** The chunk whose length field is at {@code at}; empty unless the file contains the whole chunk. */
    public static Optional<PngChunk> at(ByteBuffer png, int at) {
        if (at > png.capacity() - OVERHEAD) {
            return Optional.empty();
        }
        int length = png.getInt(at);
        return length < 0 || length > png.capacity() - at - OVERHEAD
                ? Optional.empty()
                : Optional.of(new PngChunk(png.getInt(at + 4), at + 8, length));
    }

    Optional<PngChunk> next(ByteBuffer png) {
        return at(png, end());
    }

    /** Position of the chunk after it. */
    public int end() {
        return at + length + 4;
    }

    /** Its data. */
    public ByteBuffer data(ByteBuffer png) {
        return png.slice(at, length);
    }

    /** Whether its checksum is valid. */
    public boolean isIntact(ByteBuffer png) {
        var crc = new CRC32();
        crc.update(png.slice(at - 4, length + 4));
        return (int) crc.getValue() == png.getInt(at + length);
    }

    /** Whether it is critical: readers that do not know it must refuse the file. */
    boolean isCritical() {
        return (type >> 24 & LOWER_CASE) == 0;
    }

    boolean hasLetters() {
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = (type >> shift & 0xff) | LOWER_CASE;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
        }
        return true;
    }
}
