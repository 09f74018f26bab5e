package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A chunk of a PNG (PNG specification §5.3). Checksums are not looked at.
 *
 * @param at position of its data in the file
 * @param length bytes of its data, all of which are in the file
 */
record PngChunk(int type, int at, int length) {
    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504C5445;
    static final int IDAT = 0x49444154;
    static final int EXIF = 0x65584966;
    static final int SIGNATURE_BYTES = 8;
    private static final int OVERHEAD = 12;

    /** The chunk whose length field is at {@code at}; empty where the file holds no whole chunk. */
    static Optional<PngChunk> at(ByteBuffer png, int at) {
        if (at > png.capacity() - OVERHEAD) {
            return Optional.empty();
        }
        int length = png.getInt(at);
        return length < 0 || length > png.capacity() - at - OVERHEAD
                ? Optional.empty()
                : Optional.of(new PngChunk(png.getInt(at + 4), at + 8, length));
    }

    /** The first chunk of a type. */
    static Optional<PngChunk> first(ByteBuffer png, int type) {
        return first(png, type, type);
    }

    /** The first chunk of a type that no chunk of another type comes before. */
    static Optional<PngChunk> first(ByteBuffer png, int type, int before) {
        var chunk = at(png, SIGNATURE_BYTES);
        while (chunk.isPresent() && chunk.get().type != type && chunk.get().type != before) {
            chunk = chunk.get().next(png);
        }
        return chunk.filter(found -> found.type == type);
    }

    Optional<PngChunk> next(ByteBuffer png) {
        return at(png, at + length + 4);
    }
}
