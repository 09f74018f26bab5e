package io.maskexport.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The codes of two literals at once. Of the 65,536 pairs, a photo uses a few thousand most of the time, so that they stay
 * in the processor's nearest cache. Reusable.
 */
final class LiteralPairs {
    /** Number of literals from which the table saves more time than it takes to make it. */
    static final int WORTHWHILE = 1 << 16;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int VALUES = 256;
    private static final int WIDTH_BITS = 7;

    private final int[] pairs = new int[VALUES * VALUES];
    /**
     * For each literal as the first of a pair, its code in the form of pairs, and the factor that moves another code
     * behind it. They are {@code int}s in arrays of bytes: the compiler makes vector instructions of a loop only if it
     * cannot write what it reads.
     */
    private final byte[] firsts = new byte[Integer.BYTES * VALUES];
    private final byte[] factors = new byte[Integer.BYTES * VALUES];

    /**
     * Makes the table from codes of at most 12 bits.
     *
     * @param codes for each literal, as for {@link BitWriter#putCode}
     * @return for each pair, the first literal being in the low eight bits of its index: the number of bits in the low
     * {@value #WIDTH_BITS} bits, the bits themselves above them; valid until the next call
     */
    int[] of(long[] codes) {
        for (int value = 0; value < VALUES; value++) {
            int width = width(codes[value]);
            INTS.set(firsts, Integer.BYTES * value, bits(codes[value]) << WIDTH_BITS | width);
            INTS.set(factors, Integer.BYTES * value, 1 << (width + WIDTH_BITS));
        }
        for (int second = 0; second < VALUES; second++) {
            fill(pairs, second * VALUES, firsts, factors, bits(codes[second]), width(codes[second]));
        }
        return pairs;
    }

    private static int bits(long code) {
        return (int) (code >>> 6);
    }

    private static int width(long code) {
        return (int) code & 63;
    }

    private static void fill(int[] pairs, int from, byte[] firsts, byte[] factors, int bits, int width) {
        for (int first = 0; first < VALUES; first++) {
            pairs[from + first] = (int) INTS.get(firsts, Integer.BYTES * first)
                    + (int) INTS.get(factors, Integer.BYTES * first) * bits + width;
        }
    }
}
