package io.maskexport.defect;

import java.util.Arrays;

/** The value of each {@link Limit}. */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(
            Arrays.stream(Limit.values()).mapToLong(Limit::defaultValue).toArray());

    private final long[] values;

    private Limits(long[] values) {
        this.values = values;
    }

    public static Limits defaults() {
        return DEFAULTS;
    }

    /** These limits, with one of them changed. */
    public Limits with(Limit limit, long value) {
        long[] changed = values.clone();
        changed[limit.ordinal()] = value;
        return new Limits(changed);
    }

    public long of(Limit limit) {
        return values[limit.ordinal()];
    }

    /**
     * A limit of something that is counted in an {@code int}.
     *
     * @throws ArithmeticException if it is larger
     */
    public int intOf(Limit limit) {
        return Math.toIntExact(of(limit));
    }
}
