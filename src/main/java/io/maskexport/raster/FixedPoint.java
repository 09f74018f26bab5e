package io.maskexport.raster;

/** Coordinates with 16 fractional bits, as in OpenCV's drawing functions. */
final class FixedPoint {
    static final int BITS = 16;
    static final long ONE = 1L << BITS;
    static final long HALF = ONE / 2;

    private FixedPoint() {}

    static long of(long whole) {
        return whole << BITS;
    }

    static long floor(long value) {
        return value >> BITS;
    }

    static long ceil(long value) {
        return (value + ONE - 1) >> BITS;
    }

    /** Rounds to the nearest whole number, halves up. */
    static long round(long value) {
        return (value + HALF) >> BITS;
    }
}
