package io.maskexport.png;

/**
 * The PNG filters that suit photos and can be computed eight bytes at a time; "Paeth" cannot, and would save only a few
 * percent.
 */
enum PhotoFilter {
    /** Difference from the pixel to the left. */
    SUB(1) {
        @Override
        void apply(byte[] row, byte[] above, int from, int count, byte[] filtered, int at) {
            for (int i = 0; i < count; i += Long.BYTES) {
                long left = SwarBytes.get(row, from + i - PIXEL);
                SwarBytes.set(filtered, at + i, SwarBytes.subtract(SwarBytes.get(row, from + i), left));
            }
        }
    },
    /** Difference from the pixel above. */
    UP(2) {
        @Override
        void apply(byte[] row, byte[] above, int from, int count, byte[] filtered, int at) {
            for (int i = 0; i < count; i += Long.BYTES) {
                long up = SwarBytes.get(above, from + i);
                SwarBytes.set(filtered, at + i, SwarBytes.subtract(SwarBytes.get(row, from + i), up));
            }
        }
    },
    /** Difference from the average of both. */
    AVERAGE(3) {
        @Override
        void apply(byte[] row, byte[] above, int from, int count, byte[] filtered, int at) {
            for (int i = 0; i < count; i += Long.BYTES) {
                long left = SwarBytes.get(row, from + i - PIXEL);
                long mean = SwarBytes.average(left, SwarBytes.get(above, from + i));
                SwarBytes.set(filtered, at + i, SwarBytes.subtract(SwarBytes.get(row, from + i), mean));
            }
        }
    };

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

    /**
     * Filters {@code count} bytes of a row from index {@code from}. Reads three bytes before and seven after them, and
     * writes up to seven bytes too many.
     */
    abstract void apply(byte[] row, byte[] above, int from, int count, byte[] filtered, int at);

    /**
     * The filter with the smallest sum of absolute differences over an eighth of the row.
     *
     * @param scratch at least {@value #WINDOW} bytes
     */
    static PhotoFilter best(byte[] row, byte[] above, int from, int count, byte[] scratch) {
        var best = UP;
        int smallest = Integer.MAX_VALUE;
        for (var filter : ALL) {
            int sum = 0;
            for (int i = 0; i < count; i += STRIDE) {
                int window = Math.min(WINDOW, count - i);
                filter.apply(row, above, from + i, window, scratch, 0);
                sum += absoluteSum(scratch, window);
            }
            if (sum < smallest) {
                smallest = sum;
                best = filter;
            }
        }
        return best;
    }

    private static int absoluteSum(byte[] bytes, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(bytes[i]);
        }
        return sum;
    }
}
