package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.Geometry.AlphaMask;

/** How a run paints a line of pixels, which are packed values: grey, or {@code 0xRRGGBB}. */
sealed interface Layer {
    /** Paints columns {@code from} to {@code to - 1}. */
    void paint(int[] line, int y, int from, int to);

    /** Whether all rows look the same. */
    boolean isPlain();

    /** One value. */
    record Plain(int value) implements Layer {
        @Override
        public void paint(int[] line, int y, int from, int to) {
            Arrays.fill(line, from, to, value);
        }

        @Override
        public boolean isPlain() {
            return true;
        }
    }

    /** A grey value, blended by alpha. */
    record MixedGrey(AlphaMask mask, int value) implements Layer {
        @Override
        public void paint(int[] line, int y, int from, int to) {
            for (int x = from; x < to; x++) {
                line[x] = Alpha.mix(line[x], value, Alpha.at(mask, x, y));
            }
        }

        @Override
        public boolean isPlain() {
            return false;
        }
    }

    /** A colour, blended by alpha in each channel. */
    record MixedColour(AlphaMask mask, int rgb) implements Layer {
        @Override
        public void paint(int[] line, int y, int from, int to) {
            for (int x = from; x < to; x++) {
                line[x] = Alpha.mixColour(line[x], rgb, Alpha.at(mask, x, y));
            }
        }

        @Override
        public boolean isPlain() {
            return false;
        }
    }
}
