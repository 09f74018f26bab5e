package io.maskexport.png;

import java.util.zip.Adler32;

/**
 * The Adler-32 checksum (RFC 1950) of bytes given as runs: {@code n} equal bytes {@code v} add {@code n v} to the first
 * sum, and {@code n a + v n (n + 1) / 2} to the second.
 */
final class Adler {
    private static final long MODULUS = 65_521;
    private static final long SHORT = 1 << 18;
    private static final long LARGE = 1L << 56;

    private final Adler32 plain = new Adler32();
    private long a = 1;
    private long b;

    void clear() {
        a = 1;
        b = 0;
    }

    int value() {
        reduce();
        return (int) (b << 16 | a);
    }

    private void reduce() {
        a %= MODULUS;
        b %= MODULUS;
    }

    /** Adds {@code n} bytes of value {@code v}; {@code n} may exceed 2<sup>32</sup>. */
    void addRun(int v, long n) {
        if (n > SHORT) {
            addLongRun(v, n);
            return;
        }
        b += n * a + v * (n * (n + 1) / 2);
        a += n * v;
        reduceIfLarge();
    }

    private void addLongRun(int v, long n) {
        reduce();
        boolean even = n % 2 == 0;
        long half = even ? n / 2 : (n + 1) / 2;
        long other = even ? n + 1 : n;
        long triangle = half % MODULUS * (other % MODULUS) % MODULUS;
        b += n % MODULUS * a + triangle * v;
        a += n % MODULUS * v;
        reduce();
    }

    /**
     * Adds {@code n} pixels, whose bytes are the low {@code width} ones of {@code pixel}, highest first; at most
     * {@value #SHORT} bytes.
     */
    void addPixels(int pixel, int width, int n) {
        long bytes = (long) n * width;
        long weight = n * bytes - bytes * (n - 1) / 2;
        b += bytes * a;
        for (int i = 0; i < width; i++) {
            int v = (pixel >>> (8 * (width - 1 - i))) & 255;
            a += (long) n * v;
            b += v * (weight - (long) i * n);
        }
        reduceIfLarge();
    }

    /** While the second sum is below 2^56, the first is below 2^33, because the second accumulates the first. */
    private void reduceIfLarge() {
        if (b > LARGE) {
            reduce();
        }
    }

    /** Adds single bytes. */
    void add(byte[] bytes, int from, int count) {
        plain.reset();
        plain.update(bytes, from, count);
        long value = plain.getValue();
        reduce();
        b = (b + (value >>> 16) + count * (a + MODULUS - 1)) % MODULUS;
        a = (a + (value & 0xFFFF) + MODULUS - 1) % MODULUS;
    }
}
