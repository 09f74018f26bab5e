package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.png.PngChunks;

/**
 * The IHDR chunk of a PNG (PNG specification §11.2.2).
 *
 * @param bits bits of a sample: 1, 2, 4, 8 or 16
 * @param colour the samples of a pixel
 * @param interlaced whether the pixels come in the seven passes of Adam7
 * @param chunks the file's other chunks
 */
record PngHeader(int width, int height, int bits, Colour colour, boolean interlaced, Orientation orientation,
        PngChunks chunks) implements Header {

    /** The colour types, by their samples. */
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
        PngChunks chunks;
        try {
            chunks = PngChunks.of(png);
        } catch (IOException e) {
            throw unreadable(e);
        }
        var header = chunks.header();
        int bits = header.get(8);
        var colour = Colour.of(header.get(9));
        int interlace = header.get(12);
        if (!colour.has(bits) || header.getShort(10) != 0 || interlace < 0 || interlace > 1) {
            throw unreadable("The PNG's IHDR is broken");
        }
        if (bits == 16 && chunks.animated()) {
            throw unreadable("An animated PNG of 16 bits per sample"); // as in OpenCV
        }
        return new PngHeader(header.getInt(0), header.getInt(4), bits, colour, interlace == 1,
                TiffDirectory.read(chunks.exif()).orientation(), chunks);
    }

    private static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    private static DefectException unreadable(IOException fault) {
        return unreadable("The image cannot be decoded: " + fault.getMessage());
    }

    @Override
    public void require(Limits limits, byte[] encoded) throws DefectException {
        Header.super.require(limits, encoded);
        try {
            chunks.requireSound();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    int bitsPerPixel() {
        return bits * colour.samples;
    }

    /** Rows are inflated in bands; those of an interlaced picture are complete only at its end. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        return (interlaced ? DecodingCost.ofWhole(this) : DecodingCost.ofRows(this))
                .plusHeap(4L * width() * bitsPerPixel() / 8);
    }
}
