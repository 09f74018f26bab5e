package io.maskexport.picture;

import java.nio.ByteOrder;
import java.util.Arrays;

import io.maskexport.picture.TiffHeader.Alpha;
import io.maskexport.picture.TiffHeader.Photometric;

/** Converts the samples of a TIFF to RGB, as libtiff's RGBA interface does. */
abstract sealed class TiffColours permits TiffColours.Grey, TiffColours.Rgb, TiffColours.Cmyk, TiffYcc, TiffLab {
    private final TiffHeader header;
    private final int bits;
    private final int step;
    private final int highByte;

    TiffColours(TiffHeader header) {
        this.header = header;
        bits = header.bits();
        step = header.samples() / header.segments().planes();
        highByte = header.directory().order() == ByteOrder.BIG_ENDIAN ? 0 : 1;
    }

    static TiffColours of(TiffHeader header) {
        return switch (header.photometric()) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> header.segments().planes() == 1
                    ? new Grey(header)
                    : new Rgb(header);
            case RGB -> new Rgb(header);
            case CMYK -> new Cmyk(header);
            case YCC -> header.segments().compression() == TiffSegments.JPEG ? new Rgb(header) : new TiffYcc(header);
            case LAB -> new TiffLab(header);
        };
    }

    /**
     * Writes a row of pixels.
     *
     * @param planes the decoded rows of a segment: one array, or one for each sample
     * @param y the row in the segment
     * @param columns number of pixels
     * @param to index of the first pixel in {@code rgb}
     */
    abstract void put(byte[][] planes, int y, int columns, byte[] rgb, int to);

    TiffHeader header() {
        return header;
    }

    /** A sample of a pixel; 0 to 65,535 for one of 16 bits. */
    final int sample(byte[][] planes, int y, int x, int sample) {
        byte[] plane = planes.length == 1 ? planes[0] : planes[sample];
        int row = y * header.segments().rowBytes();
        int index = planes.length == 1 ? x * step + sample : x;
        return switch (bits) {
            case 8 -> plane[row + index] & 0xff;
            case 16 -> (plane[row + 2 * index + highByte] & 0xff) << 8 | (plane[row + 2 * index + 1 - highByte] & 0xff);
            default -> {
                int bit = index * bits;
                yield (plane[row + (bit >> 3)] >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
            }
        };
    }

    /** Grey or a palette: one sample decides the colour. */
    static final class Grey extends TiffColours {
        private final int[] colours;

        Grey(TiffHeader header) {
            super(header);
            colours = header.photometric() == Photometric.PALETTE ? palette(header) : greys(header);
        }

        private static int[] greys(TiffHeader header) {
            int levels = 1 << Math.min(header.bits(), 8);
            int[] greys = new int[levels];
            Arrays.setAll(greys, level -> level * 255 / (levels - 1));
            if (header.photometric() == Photometric.WHITE_IS_ZERO) {
                Arrays.setAll(greys, level -> (levels - 1 - level) * 255 / (levels - 1));
            }
            Arrays.setAll(greys, level -> greys[level] * 0x010101);
            return greys;
        }

        /** A palette whose values are all below 256 is taken for one of bytes. */
        private static int[] palette(TiffHeader header) {
            int size = 1 << header.bits();
            int[] values = new int[3 * size];
            Arrays.setAll(values, i -> (int) header.directory().value(320, i, 0L));
            int shift = Arrays.stream(values).allMatch(value -> value < 256) ? 0 : 8;
            int[] colours = new int[size];
            Arrays.setAll(colours, i -> (values[i] >> shift) << 16 | (values[size + i] >> shift) << 8
                    | values[2 * size + i] >> shift);
            return colours;
        }

        @Override
        void put(byte[][] planes, int y, int columns, byte[] rgb, int to) {
            int shift = Math.max(header().bits() - 8, 0);
            for (int x = 0, at = to; x < columns; x++, at += 3) {
                int colour = colours[sample(planes, y, x, 0) >> shift];
                rgb[at] = (byte) (colour >> 16);
                rgb[at + 1] = (byte) (colour >> 8);
                rgb[at + 2] = (byte) colour;
            }
        }
    }

    /** Colours, scaled by unassociated alpha. Grey with a separate plane is treated in the same way. */
    static final class Rgb extends TiffColours {
        private final boolean scaled;
        private final int next;
        private final int last;

        Rgb(TiffHeader header) {
            super(header);
            next = header.samples() < 3 ? 0 : 1;
            last = header.samples() - 1;
            scaled = header.alpha() == Alpha.UNASSOCIATED && last == 3 * next + 1 - next;
        }

        @Override
        void put(byte[][] planes, int y, int columns, byte[] rgb, int to) {
            for (int x = 0, at = to; x < columns; x++) {
                int alpha = scaled ? level(sample(planes, y, x, last)) : 255;
                for (int colour = 0; colour < 3; colour++, at++) {
                    int level = level(sample(planes, y, x, colour * next));
                    rgb[at] = (byte) (scaled ? (level * alpha + 127) / 255 : level);
                }
            }
        }

        /** Sixteen bits are rounded; 16-bit grey is truncated to the high byte. */
        private int level(int sample) {
            return header().bits() == 16 ? (sample + 128) / 257 : sample;
        }
    }

    /** Inks (CMYK). */
    static final class Cmyk extends TiffColours {
        Cmyk(TiffHeader header) {
            super(header);
        }

        @Override
        void put(byte[][] planes, int y, int columns, byte[] rgb, int to) {
            for (int x = 0, at = to; x < columns; x++) {
                int light = 255 - sample(planes, y, x, 3);
                for (int ink = 0; ink < 3; ink++, at++) {
                    rgb[at] = (byte) (light * (255 - sample(planes, y, x, ink)) / 255);
                }
            }
        }
    }
}
