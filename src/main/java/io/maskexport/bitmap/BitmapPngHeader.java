package io.maskexport.bitmap;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.maskexport.defect.DefectException;
import io.maskexport.png.PngChunk;

import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;

/**
 * The information of a PNG before its pixels.
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param palette RGB triples; empty if there are none
 * @param transparency the {@code tRNS} chunk; empty if there is none
 * @param dataAt position of the first {@code IDAT} chunk
 * @see <a href="https://www.w3.org/TR/png-3/">PNG specification</a>
 */
record BitmapPngHeader(int width, int height, int depth, Colour colour, boolean interlaced, byte[] palette,
        byte[] transparency,
        int dataAt) {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final byte[] NONE = {};

    /** The colour types, by their samples. */
    enum Colour {
        GREY(1), RGB(3), PALETTE(1), GREY_ALPHA(2), RGBA(4);

        private final int channels;

        Colour(int channels) {
            this.channels = channels;
        }

        static Colour of(int type) throws DefectException {
            return switch (type) {
                case 0 -> GREY;
                case 2 -> RGB;
                case 3 -> PALETTE;
                case 4 -> GREY_ALPHA;
                case 6 -> RGBA;
                default -> throw broken("colour type " + type);
            };
        }
    }

    static boolean isPng(byte[] bytes) {
        return bytes.length >= 8 && ByteBuffer.wrap(bytes).getLong(0) == SIGNATURE;
    }

    static BitmapPngHeader parse(byte[] png) throws DefectException {
        if (!isPng(png)) {
            throw broken("no PNG signature");
        }
        var first = chunk(png, PngChunk.SIGNATURE_BYTES);
        if (first.type() != PngChunk.IHDR || first.length() != 13) {
            throw broken("no IHDR chunk");
        }
        byte[] palette = NONE;
        byte[] transparency = NONE;
        var chunk = chunk(png, first.end());
        for (; chunk.type() != PngChunk.IDAT; chunk = chunk(png, chunk.end())) {
            if (chunk.type() == PngChunk.PLTE) {
                palette = data(png, chunk);
            } else if (chunk.type() == PngChunk.TRNS) {
                transparency = data(png, chunk);
            }
        }
        return of(ByteBuffer.wrap(png, first.at(), first.length()), palette, transparency, chunk.at() - 8);
    }

    private static BitmapPngHeader of(ByteBuffer ihdr, byte[] palette, byte[] transparency, int dataAt)
            throws DefectException {
        int width = ihdr.getInt();
        int height = ihdr.getInt();
        int depth = ihdr.get();
        var colour = Colour.of(ihdr.get());
        boolean known = ihdr.getShort() == 0;
        int interlace = ihdr.get();
        if (width <= 0 || height <= 0 || !known || !depthFits(depth, colour) || interlace < 0 || interlace > 1) {
            throw broken("bad IHDR chunk");
        }
        return new BitmapPngHeader(width, height, depth, colour, interlace == 1, palette, transparency, dataAt);
    }

    private static boolean depthFits(int depth, Colour colour) {
        return switch (depth) {
            case 1, 2, 4 -> colour.channels == 1;
            case 8 -> true;
            case 16 -> colour != Colour.PALETTE;
            default -> false;
        };
    }

    /** The chunk at this position; it must be complete and have a valid checksum. */
    static PngChunk chunk(byte[] png, int at) throws DefectException {
        var bytes = ByteBuffer.wrap(png);
        var chunk = PngChunk.at(bytes, at).orElseThrow(() -> broken("the PNG is truncated"));
        if (!chunk.isIntact(bytes)) {
            throw broken("a chunk of the PNG is damaged");
        }
        return chunk;
    }

    private static byte[] data(byte[] png, PngChunk chunk) {
        return Arrays.copyOfRange(png, chunk.at(), chunk.at() + chunk.length());
    }

    static DefectException broken(String why) {
        return new DefectException(BROKEN_BITMAP, why);
    }

    int channels() {
        return colour.channels;
    }

    boolean hasTransparency() {
        return transparency.length > 0;
    }

    int bitsPerPixel() {
        return depth * channels();
    }

    int rowBytes() {
        return Math.ceilDiv(width * bitsPerPixel(), 8);
    }

    /** A copy with one byte for each sample. */
    BitmapPngHeader unpacked() {
        return new BitmapPngHeader(width, height, 8, colour, false, palette, transparency, dataAt);
    }
}
