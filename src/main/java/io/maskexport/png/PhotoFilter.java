package io.maskexport.png;

import java.lang.invoke.VarHandle;

/**
 * The PNG filters that suit photos and can be computed on eight bytes in one {@code long}, without carry between them;
 * "Paeth" cannot, and would save only a few percent. The results go to an array of {@code long}s first: the compiler makes
 * vector instructions of a loop only if it cannot write what it reads.
 */
enum PhotoFilter {
    /** Difference from the pixel to the left. */
    SUB(1) {
        @Override
        void apply(byte[] row, byte[] above, int from, int longs, long[] filtered) {
            for (int i = 0; i < longs; i++) {
                long pixel = (long) LONGS.get(row, from + Long.BYTES * i);
                long left = (long) LONGS.get(row, from + Long.BYTES * i - PIXEL);
                filtered[i] = ((pixel | HIGH) - (left & ~HIGH)) ^ ((pixel ^ ~left) & HIGH);
            }
        }

        @Override
        int cost(byte[] row, byte[] above, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.abs((byte) (row[i] - row[i - PIXEL]));
            }
            return sum;
        }
    },
    /** Difference from the pixel above. */
    UP(2) {
        @Override
        void apply(byte[] row, byte[] above, int from, int longs, long[] filtered) {
            for (int i = 0; i < longs; i++) {
                long pixel = (long) LONGS.get(row, from + Long.BYTES * i);
                long up = (long) LONGS.get(above, from + Long.BYTES * i);
                filtered[i] = ((pixel | HIGH) - (up & ~HIGH)) ^ ((pixel ^ ~up) & HIGH);
            }
        }

        @Override
        int cost(byte[] row, byte[] above, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.abs((byte) (row[i] - above[i]));
            }
            return sum;
        }
    },
    /** Difference from the average of both. */
    AVERAGE(3) {
        @Override
        void apply(byte[] row, byte[] above, int from, int longs, long[] filtered) {
            for (int i = 0; i < longs; i++) {
                long pixel = (long) LONGS.get(row, from + Long.BYTES * i);
                long left = (long) LONGS.get(row, from + Long.BYTES * i - PIXEL);
                long up = (long) LONGS.get(above, from + Long.BYTES * i);
                long mean = (left & up) + (((left ^ up) & NOT_LOW) >>> 1);
                filtered[i] = ((pixel | HIGH) - (mean & ~HIGH)) ^ ((pixel ^ ~mean) & HIGH);
            }
        }

        @Override
        int cost(byte[] row, byte[] above, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.abs((byte) (row[i] - (((row[i - PIXEL] & 255) + (above[i] & 255)) >> 1)));
            }
            return sum;
        }
    };

    private static final VarHandle LONGS = SwarBytes.LONGS;
    private static final long HIGH = 0x8080808080808080L;
    private static final long NOT_LOW = 0xFEFEFEFEFEFEFEFEL;
    private static final int PIXEL = 3;
    private static final int WINDOW = 64;
    private static final int STRIDE = 512;
    private static final PhotoFilter[] ALL = values();

    private final byte type;

    PhotoFilter(int type) {
        this.type = (byte) type;
    }

    /** The filter type byte before a filtered row. */
    byte type() {
        return type;
    }

    /** Filters eight times {@code longs} bytes of a row from index {@code from}. Reads three bytes before them. */
    abstract void apply(byte[] row, byte[] above, int from, int longs, long[] filtered);

    /**
     * Filters {@code count} bytes of a row from index {@code from}. Reads three bytes before and seven after them, and
     * writes up to seven bytes too many.
     *
     * @param scratch at least {@code count / 8 + 1} longs
     */
    final void apply(byte[] row, byte[] above, int from, int count, byte[] filtered, int at, long[] scratch) {
        int longs = (count + Long.BYTES - 1) / Long.BYTES;
        apply(row, above, from, longs, scratch);
        for (int i = 0; i < longs; i++) {
            LONGS.set(filtered, at + Long.BYTES * i, scratch[i]);
        }
    }

    /**
     * The sum of absolute differences of bytes {@code from} to {@code to - 1}. A loop of its own: few rounds at a time
     * would teach the compiler that {@link #apply} has short loops.
     */
    abstract int cost(byte[] row, byte[] above, int from, int to);

    /** The filter with the smallest cost over an eighth of the row. */
    static PhotoFilter best(byte[] row, byte[] above, int from, int count) {
        var best = UP;
        int smallest = Integer.MAX_VALUE;
        for (var filter : ALL) {
            int sum = 0;
            for (int i = 0; i < count; i += STRIDE) {
                sum += filter.cost(row, above, from + i, from + Math.min(i + WINDOW, count));
            }
            if (sum < smallest) {
                smallest = sum;
                best = filter;
            }
        }
        return best;
    }
}
