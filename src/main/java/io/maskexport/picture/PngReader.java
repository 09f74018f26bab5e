package io.maskexport.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import io.maskexport.picture.PngHeader.Colour;

/**
 * Decodes PNG row by row to RGB: the samples as stored, without alpha, transparency, gamma or profile, 16 bits by their
 * high byte. Holds two rows besides the picture.
 */
final class PngReader {
    private final PngHeader header;
    private final StoredRows rows;
    /** All of an interlaced picture, or one row. */
    private final byte[] rgb;
    private final int[] palette;

    /** Pixels that come together: every {@code stepX}-th of every {@code stepY}-th row. */
    private record Pass(int x, int y, int stepX, int stepY) {
        private static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
        private static final List<Pass> ADAM7 = List.of(new Pass(0, 0, 8, 8), new Pass(4, 0, 8, 8),
                new Pass(0, 4, 4, 8), new Pass(2, 0, 4, 4), new Pass(0, 2, 2, 4), new Pass(1, 0, 2, 2),
                new Pass(0, 1, 1, 2));

        int columns(int width) {
            return Math.ceilDiv(width - x, stepX);
        }
    }

    private PngReader(PngHeader header, StoredRows rows, int[] palette) {
        this.header = header;
        this.rows = rows;
        rgb = header.interlaced() ? rows.whole() : new byte[rows.rowBytes()];
        this.palette = palette;
    }

    static void decode(PngHeader header, byte[] encoded, StoredRows rows) throws IOException {
        var png = ByteBuffer.wrap(encoded);
        var reader = new PngReader(header, rows, palette(header, png));
        try (var data = new PngData(png)) {
            for (var pass : header.interlaced() ? Pass.ADAM7 : Pass.WHOLE) {
                reader.read(pass, data);
            }
        }
    }

    /** Colours of all values that a sample below eight bits or an index can have; those that the file lacks are black. */
    private static int[] palette(PngHeader header, ByteBuffer png) throws IOException {
        if (header.colour() != Colour.PALETTE) {
            return header.bits() < 8 ? greys(header.bits()) : new int[0];
        }
        var chunk = PngChunk.first(png, PngChunk.PLTE, PngChunk.IDAT)
                .orElseThrow(() -> new IOException("the PNG has no palette before its pixels"));
        int[] colours = new int[1 << header.bits()];
        for (int i = 0; i < Math.min(colours.length, chunk.length() / 3); i++) {
            colours[i] = (png.getShort(chunk.at() + 3 * i) & 0xffff) << 8 | (png.get(chunk.at() + 3 * i + 2) & 0xff);
        }
        return colours;
    }

    private static int[] greys(int bits) {
        int[] greys = new int[1 << bits];
        Arrays.setAll(greys, level -> level * 255 / (greys.length - 1) * 0x010101);
        return greys;
    }

    private void read(Pass pass, PngData data) throws IOException {
        int columns = pass.columns(header.width());
        if (columns <= 0) {
            return;
        }
        int rowBytes = Math.ceilDiv(columns * header.bitsPerPixel(), 8);
        var filtered = new PngRows(rowBytes, Math.max(1, header.bitsPerPixel() / 8));
        for (int y = pass.y(); y < header.height(); y += pass.stepY()) {
            int first = header.interlaced() ? y * header.width() + pass.x() : 0;
            place(filtered.next(data), columns, 3 * first, 3 * pass.stepX());
            if (!header.interlaced()) {
                rows.row(rgb, 0);
            }
        }
    }

    private void place(byte[] row, int columns, int to, int step) {
        if (palette.length > 0) {
            placeIndexed(row, columns, to, step);
        } else {
            boolean grey = header.colour() == Colour.GREY || header.colour() == Colour.GREY_ALPHA;
            placeSamples(row, columns, grey ? 0 : header.bits() / 8, to, step);
        }
    }

    private void placeIndexed(byte[] row, int columns, int to, int step) {
        int bits = header.bits();
        for (int x = 0, at = to; x < columns; x++, at += step) {
            int bit = x * bits;
            int colour = palette[(row[bit >> 3] >> (8 - bits - (bit & 7))) & (palette.length - 1)];
            rgb[at] = (byte) (colour >> 16);
            rgb[at + 1] = (byte) (colour >> 8);
            rgb[at + 2] = (byte) colour;
        }
    }

    /** {@code next} is how far it is from one colour's byte to the next: 0 for grey. */
    private void placeSamples(byte[] row, int columns, int next, int to, int step) {
        int pixel = header.bitsPerPixel() / 8;
        if (pixel == 3 && step == 3) {
            System.arraycopy(row, 0, rgb, to, 3 * columns);
            return;
        }
        for (int x = 0, from = 0, at = to; x < columns; x++, from += pixel, at += step) {
            rgb[at] = row[from];
            rgb[at + 1] = row[from + next];
            rgb[at + 2] = row[from + 2 * next];
        }
    }
}
