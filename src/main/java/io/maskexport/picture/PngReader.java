package io.maskexport.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import io.maskexport.picture.PngHeader.Colour;
import io.maskexport.png.PngRows;

/**
 * Decodes PNG row by row to RGB: the samples as stored, without alpha, transparency, gamma or profile, and 16 bits
 * reduced to the high byte. Holds a band of rows besides the picture.
 */
final class PngReader {
    private final PngHeader header;
    private final StoredRows rows;
    /** The whole picture if interlaced, otherwise one row. */
    private final byte[] rgb;
    private final int[] palette;

    /** The pixels of one pass: every {@code stepX}-th of every {@code stepY}-th row. */
    private record Pass(int x, int y, int stepX, int stepY) {
        private static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
        private static final List<Pass> ADAM7 = List.of(new Pass(0, 0, 8, 8), new Pass(4, 0, 8, 8),
                new Pass(0, 4, 4, 8), new Pass(2, 0, 4, 4), new Pass(0, 2, 2, 4), new Pass(1, 0, 2, 2),
                new Pass(0, 1, 1, 2));

        int columns(int width) {
            return Math.ceilDiv(width - x, stepX);
        }

        int rows(int height) {
            return Math.ceilDiv(height - y, stepY);
        }
    }

    private PngReader(PngHeader header, StoredRows rows, int[] palette) {
        this.header = header;
        this.rows = rows;
        rgb = header.interlaced() ? rows.whole() : new byte[rows.rowBytes()];
        this.palette = palette;
    }

    static void decode(PngHeader header, StoredRows rows) throws IOException {
        var reader = new PngReader(header, rows, palette(header));
        try (var stored = new PngRows()) {
            stored.open(header.chunks());
            for (var pass : header.interlaced() ? Pass.ADAM7 : Pass.WHOLE) {
                reader.read(pass, stored);
            }
            stored.finish();
        }
    }

    /** The colours of all values that an index or a sample below eight bits can have; missing ones are black. */
    private static int[] palette(PngHeader header) {
        if (header.colour() != Colour.PALETTE) {
            return header.bits() < 8 ? greys(header.bits()) : new int[0];
        }
        var stored = header.chunks().palette();
        int[] colours = new int[1 << header.bits()];
        for (int i = 0; i < Math.min(colours.length, stored.capacity() / 3); i++) {
            colours[i] = (stored.getShort(3 * i) & 0xffff) << 8 | (stored.get(3 * i + 2) & 0xff);
        }
        return colours;
    }

    private static int[] greys(int bits) {
        int[] greys = new int[1 << bits];
        Arrays.setAll(greys, level -> level * 255 / (greys.length - 1) * 0x010101);
        return greys;
    }

    private void read(Pass pass, PngRows stored) throws IOException {
        int columns = pass.columns(header.width());
        int count = pass.rows(header.height());
        if (columns <= 0 || count <= 0) {
            return;
        }
        int rowBytes = Math.ceilDiv(columns * header.bitsPerPixel(), 8);
        stored.read(count, rowBytes, Math.max(1, header.bitsPerPixel() / 8), (y, bytes, at) -> {
            if (header.interlaced()) {
                int first = (pass.y() + y * pass.stepY()) * header.width() + pass.x();
                place(bytes, at, columns, 3 * first, 3 * pass.stepX());
            } else {
                place(bytes, at, columns, 0, 3);
                rows.row(rgb, 0);
            }
        });
    }

    private void place(byte[] bytes, int from, int columns, int to, int step) {
        if (palette.length > 0) {
            placeIndexed(bytes, from, columns, to, step);
        } else {
            boolean grey = header.colour() == Colour.GREY || header.colour() == Colour.GREY_ALPHA;
            placeSamples(bytes, from, columns, grey ? 0 : header.bits() / 8, to, step);
        }
    }

    private void placeIndexed(byte[] bytes, int from, int columns, int to, int step) {
        int bits = header.bits();
        for (int x = 0, at = to; x < columns; x++, at += step) {
            int bit = x * bits;
            int colour = palette[(bytes[from + (bit >> 3)] >> (8 - bits - (bit & 7))) & (palette.length - 1)];
            rgb[at] = (byte) (colour >> 16);
            rgb[at + 1] = (byte) (colour >> 8);
            rgb[at + 2] = (byte) colour;
        }
    }

    /** {@code next} is the distance between the bytes of two colours: 0 for grey. */
    private void placeSamples(byte[] bytes, int row, int columns, int next, int to, int step) {
        int pixel = header.bitsPerPixel() / 8;
        if (pixel == 3 && step == 3) {
            System.arraycopy(bytes, row, rgb, to, 3 * columns);
            return;
        }
        for (int x = 0, from = row, at = to; x < columns; x++, from += pixel, at += step) {
            rgb[at] = bytes[from];
            rgb[at + 1] = bytes[from + next];
            rgb[at + 2] = bytes[from + 2 * next];
        }
    }
}
