package io.maskexport.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.maskexport.geometry.Geometry.AlphaMask;

/** Blends a label half transparently into the bytes of an RGB row: {@code (below + drawn) >> 1} in each sample. */
sealed interface Blend {
    /** Blends columns {@code from} to {@code to - 1} of a row whose first pixel is at index {@code start}. */
    void apply(byte[] row, int start, int y, int from, int to);

    /**
     * The figure that this is a stroke of, counted from 1, or 0: where strokes of a figure overlap, only the topmost is
     * blended.
     */
    default int figure() {
        return 0;
    }

    private static byte half(int below, int drawn) {
        return (byte) ((below + drawn) >> 1);
    }

    /** One colour; blends eight pixels at a time, as three {@code long}s of bytes that are halved without carry. */
    record Colour(int red, int green, int blue, long first, long second, long third) implements Blend {
        private static final VarHandle LONGS = MethodHandles
                .byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long NOT_LOW = 0xFEFEFEFEFEFEFEFEL;
        private static final int STEP = 3 * Long.BYTES;

        static Colour of(int rgb) {
            int red = rgb >>> 16 & 255;
            int green = rgb >>> 8 & 255;
            int blue = rgb & 255;
            return new Colour(red, green, blue, pattern(red, green, blue), pattern(blue, red, green),
                    pattern(green, blue, red));
        }

        /** Three repeating bytes, lowest first. */
        private static long pattern(long a, long b, long c) {
            long three = a | b << 8 | c << 16;
            return three | three << 24 | three << 48;
        }

        @Override
        public void apply(byte[] row, int start, int y, int from, int to) {
            int at = start + 3 * from;
            int end = start + 3 * to;
            for (; at + STEP <= end; at += STEP) {
                blend(row, at, first);
                blend(row, at + 8, second);
                blend(row, at + 16, third);
            }
            for (; at < end; at += 3) {
                row[at] = half(row[at] & 255, red);
                row[at + 1] = half(row[at + 1] & 255, green);
                row[at + 2] = half(row[at + 2] & 255, blue);
            }
        }

        private static void blend(byte[] row, int at, long drawn) {
            long below = (long) LONGS.get(row, at);
            LONGS.set(row, at, (below & drawn) + (((below ^ drawn) & NOT_LOW) >>> 1));
        }
    }

    /** A colour that later strokes of its figure may cover; the visible parts must be known first. */
    record Stroke(int figure, int rgb) implements Blend {
        @Override
        public void apply(byte[] row, int start, int y, int from, int to) {
            Colour.of(rgb).apply(row, start, y, from, to);
        }
    }

    /** A colour that is first blended by alpha. */
    record Translucent(AlphaMask mask, int rgb) implements Blend {
        @Override
        public void apply(byte[] row, int start, int y, int from, int to) {
            for (int x = from; x < to; x++) {
                int alpha = Alpha.at(mask, x, y);
                for (int channel = 0; alpha > 0 && channel < 3; channel++) {
                    int at = start + 3 * x + channel;
                    int below = row[at] & 255;
                    row[at] = half(below, Alpha.mix(below, rgb >>> (16 - 8 * channel) & 255, alpha));
                }
            }
        }
    }
}
