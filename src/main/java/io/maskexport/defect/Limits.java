package io.maskexport.defect;

import java.util.EnumMap;
import java.util.Map;

/**
 * The value of each {@link Limit}.
 *
 * @param values limits that differ from their defaults
 */
public record Limits(Map<Limit, Long> values) {
    public Limits {
        values = Map.copyOf(values);
    }

    public static Limits defaults() {
        return new Limits(Map.of());
    }

    /** These limits, with one of them changed. */
    public Limits with(Limit limit, long value) {
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    public long of(Limit limit) {
        return values.getOrDefault(limit, limit.defaultValue());
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
