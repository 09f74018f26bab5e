package io.maskexport.export;

/**
 * A set of keys in fixed memory, at least 32 bits a key (a Bloom filter). Never forgets a key, and takes few others for
 * it: about one in a million once it is full.
 */
final class NameFilter {
    private static final int BITS_FOR_KEY = 32;
    private static final int PROBES = 10;

    private final long[] words;
    private final int mask;

    /** @param keys how many it is made for, at most 2<sup>25</sup> */
    NameFilter(int keys) {
        int bits = Integer.highestOneBit(Math.max(keys, 2) * BITS_FOR_KEY - 1) << 1;
        words = new long[bits / Long.SIZE];
        mask = bits - 1;
    }

    /** Whether a key is in the set. */
    boolean contains(long key) {
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(key, i) & mask;
            if ((words[bit >>> 6] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    void add(long key) {
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(key, i) & mask;
            words[bit >>> 6] |= 1L << bit;
        }
    }

    /** Double hashing: both halves of the key, the second made odd. */
    private static int bit(long key, int probe) {
        return (int) key + probe * ((int) (key >>> 32) | 1);
    }
}
