package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntBinaryOperator;

import io.maskexport.picture.BmpHeader.Compression;

/** Decodes Windows bitmaps to RGB as OpenCV does, which requires each row to be complete, padding included. */
final class BmpReader {
    private static final int COLOURS = 256;

    private final BmpHeader header;
    private final ByteBuffer bmp;
    private final StoredRows rows;

    private BmpReader(BmpHeader header, ByteBuffer bmp, StoredRows rows) {
        this.header = header;
        this.bmp = bmp;
        this.rows = rows;
    }

    static void decode(BmpHeader header, byte[] encoded, StoredRows rows) throws IOException {
        var bmp = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        new BmpReader(header, bmp, rows).decode();
    }

    private void decode() throws IOException {
        int[] palette = palette();
        require(header.pixelsAt(), 0);
        switch (header.compression()) {
            case RUNS_8 -> showRuns(palette, new BmpRuns(header, bmp).bytes());
            case RUNS_4 -> showRuns(palette, new BmpRuns(header, bmp).halfBytes());
            case NONE, BIT_FIELDS -> showRows(pixel(palette));
        }
    }

    /** Requires this many bytes in the file, from a position on. */
    private void require(long at, long length) throws IOException {
        if (at < 0 || at + length > bmp.capacity()) {
            throw new IOException("the BMP is truncated");
        }
    }

    /** The colours of all 8-bit indices; missing ones are black. */
    private int[] palette() throws IOException {
        int[] palette = new int[COLOURS];
        int entry = header.headerBytes() == BmpHeader.CORE_HEADER ? 3 : 4;
        if (header.colours() > 0) {
            require(header.behind(), (long) entry * header.colours());
        }
        for (int i = 0; i < header.colours(); i++) {
            int at = (int) header.behind() + entry * i;
            palette[i] = (bmp.get(at) & 0xff) | (bmp.getShort(at + 1) & 0xffff) << 8;
        }
        return palette;
    }

    /** The colour of a pixel, with red in the third byte, in the row that starts at a position. */
    @FunctionalInterface
    private interface Pixel {
        int colour(int at, int x);
    }

    private Pixel pixel(int[] palette) throws IOException {
        int bits = header.bits();
        return switch (bits) {
            case 16 -> isGreenSixBits() ? this::colour565 : this::colour555;
            case 24 -> (at, x) -> (bmp.get(at + 3 * x) & 0xff) | (bmp.getShort(at + 3 * x + 1) & 0xffff) << 8;
            case 32 -> {
                var masks = BmpMasks.of(header, bmp);
                yield masks.isPresent()
                        ? (at, x) -> masks.get().colour(bmp.getInt(at + 4 * x))
                        : (at, x) -> bmp.getInt(at + 4 * x);
            }
            default -> (at, x) -> palette[bmp.get(at + x * bits / 8) >> (8 - bits - x * bits % 8) & ((1 << bits) - 1)];
        };
    }

    /** The 16-bit masks follow the header; only two kinds are known. */
    private boolean isGreenSixBits() throws IOException {
        if (header.compression() == Compression.NONE) {
            return false;
        }
        require(header.behind(), 12);
        int at = (int) header.behind();
        int red = bmp.getInt(at);
        int green = bmp.getInt(at + 4);
        boolean six = red == 0xf800 && green == 0x7e0;
        if (bmp.getInt(at + 8) != 0x1f || !(six || (red == 0x7c00 && green == 0x3e0))) {
            throw new IOException("a BMP of 16 bits with unknown masks");
        }
        return six;
    }

    /** Five bits become the high bits of eight; the low ones are 0. */
    private int colour555(int at, int x) {
        int pixel = bmp.getShort(at + 2 * x);
        return (pixel << 3 & 0xf8) | (pixel << 6 & 0xf800) | (pixel << 9 & 0xf80000);
    }

    private int colour565(int at, int x) {
        int pixel = bmp.getShort(at + 2 * x);
        return (pixel << 3 & 0xf8) | (pixel << 5 & 0xfc00) | (pixel << 8 & 0xf80000);
    }

    private void showRows(Pixel pixel) throws IOException {
        int pitch = Math.ceilDiv(header.width() * header.bits(), 32) * 4;
        require(header.pixelsAt(), (long) pitch * header.height());
        show((y, x) -> pixel.colour(header.pixelsAt() + y * pitch, x));
    }

    private void showRuns(int[] palette, byte[] indices) {
        show((y, x) -> palette[indices[y * header.width() + x] & 0xff]);
    }

    /** {@code pixel} returns a colour of a row of the file. */
    private void show(IntBinaryOperator pixel) {
        byte[] rgb = new byte[rows.rowBytes()];
        for (int y = 0; y < header.height(); y++) {
            int stored = header.stored(y);
            for (int x = 0, to = 0; x < header.width(); x++, to += 3) {
                int colour = pixel.applyAsInt(stored, x);
                rgb[to] = (byte) (colour >> 16);
                rgb[to + 1] = (byte) (colour >> 8);
                rgb[to + 2] = (byte) colour;
            }
            rows.row(rgb, 0);
        }
    }
}
