package io.maskexport.picture;

import java.nio.ByteBuffer;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The chunk IHDR of a PNG (PNG specification §11.2.2).
 *
 * @param bits bits of a sample: 1, 2, 4, 8 or 16
 * @param colour what a pixel has
 * @param interlaced whether the pixels come in the seven passes of Adam7
 */
record PngHeader(int width, int height, int bits, Colour colour, boolean interlaced, Orientation orientation)
        implements
            Header {

    /** The colour types, by their samples a pixel. */
    enum Colour {
        GREY(1), RGB(3), PALETTE(1), GREY_ALPHA(2), RGB_ALPHA(4);

        private final int samples;

        Colour(int samples) {
            this.samples = samples;
        }

        private static Colour of(int type) throws DefectException {
            return switch (type) {
                case 0 -> GREY;
                case 2 -> RGB;
                case 3 -> PALETTE;
                case 4 -> GREY_ALPHA;
                case 6 -> RGB_ALPHA;
                default -> throw unreadable("A PNG of colour type " + type);
            };
        }

        private boolean has(int bits) {
            return switch (bits) {
                case 1, 2, 4 -> samples == 1;
                case 8 -> true;
                case 16 -> this != PALETTE;
                default -> false;
            };
        }
    }

    static PngHeader read(ByteBuffer png) throws DefectException {
        if (png.getInt(PngChunk.SIGNATURE_BYTES + 4) != PngChunk.IHDR) {
            throw unreadable("The PNG does not begin with IHDR");
        }
        int bits = png.get(24);
        var colour = Colour.of(png.get(25));
        int interlace = png.get(28);
        if (!colour.has(bits) || png.getShort(26) != 0 || interlace < 0 || interlace > 1) {
            throw unreadable("The PNG's IHDR is broken");
        }
        return new PngHeader(png.getInt(16), png.getInt(20), bits, colour, interlace == 1, orientation(png));
    }

    private static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    private static Orientation orientation(ByteBuffer png) {
        return PngChunk.first(png, PngChunk.EXIF)
                .map(chunk -> TiffDirectory.read(png.slice(chunk.at(), chunk.length())).orientation())
                .orElse(Orientation.NORMAL);
    }

    int bitsPerPixel() {
        return bits * colour.samples;
    }

    /** Rows are inflated one by one; those of an interlaced picture are complete at its end. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        return (interlaced ? DecodingCost.ofWhole(this) : DecodingCost.ofRows(this))
                .plusHeap(4L * width() * bitsPerPixel() / 8);
    }
}
