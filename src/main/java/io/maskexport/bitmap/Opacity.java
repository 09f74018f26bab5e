package io.maskexport.bitmap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectException;

import static io.maskexport.bitmap.BitmapPngHeader.broken;

/**
 * Converts the samples of a pixel to its opacity. The reference decodes with OpenCV: with four channels alpha counts,
 * with one its value; three are an error. A PNG outside zlib is decoded differently there: any non-zero channel counts.
 */
@FunctionalInterface
interface Opacity {
    /** Converts the row of samples that starts at {@code at}; {@code values} has the length of a row. */
    void row(byte[] samples, int at, byte[] values);

    static Opacity of(BitmapPngHeader png, boolean plain) throws DefectException {
        return switch (png.colour()) {
            case GREY -> lookup(greys(png.depth()), sampleBits(png));
            case PALETTE -> lookup(plain ? coloured(png) : alphas(png), sampleBits(png));
            case GREY_ALPHA -> plain ? anyOf(2) : channel(1, 2);
            case RGBA -> plain ? anyOf(4) : channel(3, 4);
            case RGB -> plain ? anyOf(3) : unlike(key(png));
        };
    }

    private static int sampleBits(BitmapPngHeader png) {
        return png.interlaced() || png.depth() == 16 ? 8 : png.depth();
    }

    private static byte[] greys(int depth) {
        var greys = new byte[256];
        int max = depth >= 8 ? 255 : (1 << depth) - 1;
        for (int i = 0; i <= max; i++) {
            greys[i] = (byte) (i * 255 / max);
        }
        return greys;
    }

    private static byte[] alphas(BitmapPngHeader png) throws DefectException {
        if (!png.hasTransparency()) {
            throw broken("a palette without transparency");
        }
        var alphas = new byte[256];
        for (int i = 0; i < alphas.length; i++) {
            alphas[i] = i < png.transparency().length ? png.transparency()[i] : (byte) 255;
        }
        return alphas;
    }

    private static byte[] coloured(BitmapPngHeader png) {
        var values = new byte[256];
        for (int i = 0; i < png.palette().length && i < 3 * values.length; i++) {
            values[i / 3] |= png.palette()[i] == 0 ? 0 : (byte) 255;
        }
        return values;
    }

    /** The transparent colour, one byte a channel; {@code tRNS} has 16 bits a channel. */
    private static byte[] key(BitmapPngHeader png) throws DefectException {
        if (png.transparency().length != 6 || png.depth() != 8) {
            throw broken("three channels");
        }
        byte[] key = png.transparency();
        return new byte[] {key[1], key[3], key[5]};
    }

    private static Opacity lookup(byte[] table, int bits) {
        return switch (bits) {
            case 1 -> oneBit(table[0], table[1]);
            case 8 -> (samples, at, values) -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = table[samples[at + i] & 255];
                }
            };
            default -> (samples, at, values) -> {
                for (int i = 0; i < values.length; i++) {
                    int bit = i * bits;
                    values[i] = table[(samples[at + bit / 8] >> (8 - bits - bit % 8)) & ((1 << bits) - 1)];
                }
            };
        };
    }

    /** Converts eight pixels at once: each bit selects {@code zero} or {@code one}. */
    private static Opacity oneBit(byte zero, byte one) {
        long zeros = OneBit.EVERY_BYTE * (zero & 255);
        long flips = OneBit.EVERY_BYTE * ((zero ^ one) & 255);
        return (samples, at, values) -> {
            int whole = values.length / 8;
            for (int i = 0; i < whole; i++) {
                OneBit.LONGS.set(values, 8 * i, zeros ^ (OneBit.MASKS[samples[at + i] & 255] & flips));
            }
            for (int i = 8 * whole; i < values.length; i++) {
                values[i] = ((samples[at + whole] >> (7 - i % 8)) & 1) == 0 ? zero : one;
            }
        };
    }

    private static Opacity channel(int channel, int channels) {
        return (samples, at, values) -> {
            for (int i = 0, from = at + channel; i < values.length; i++, from += channels) {
                values[i] = samples[from];
            }
        };
    }

    private static Opacity anyOf(int channels) {
        return (samples, at, values) -> {
            for (int i = 0; i < values.length; i++) {
                int any = 0;
                for (int c = 0; c < channels; c++) {
                    any |= samples[at + i * channels + c];
                }
                values[i] = any == 0 ? 0 : (byte) 255;
            }
        };
    }

    private static Opacity unlike(byte[] key) {
        return (samples, at, values) -> {
            for (int i = 0, from = at; i < values.length; i++, from += 3) {
                boolean same = samples[from] == key[0] && samples[from + 1] == key[1] && samples[from + 2] == key[2];
                values[i] = same ? 0 : (byte) 255;
            }
        };
    }

    /** For each byte, eight bytes that are 255 where its bits are set, the highest bit first in memory. */
    final class OneBit {
        static final long EVERY_BYTE = 0x0101010101010101L;
        static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        static final long[] MASKS = masks();

        private OneBit() {}

        private static long[] masks() {
            var masks = new long[256];
            for (int b = 0; b < masks.length; b++) {
                for (int bit = 0; bit < 8; bit++) {
                    masks[b] |= (((b >> bit) & 1) * 255L) << (8 * bit);
                }
            }
            return masks;
        }
    }
}
