package io.maskexport.defect;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The value of each {@link Limit}.
 *
 * @param values only the limits that differ from their defaults
 */
public record Limits(Map<Limit, Long> values) {
    /** @throws IllegalArgumentException if a value is outside 1 to {@link Limit#maximum} */
    public Limits {
        values.forEach(Limits::check);
        values = values.entrySet().stream().filter(entry -> entry.getValue() != entry.getKey().defaultValue())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void check(Limit limit, long value) {
        if (value < 1 || value > limit.maximum()) {
            throw new IllegalArgumentException("%s is %d, not 1 to %d".formatted(limit, value, limit.maximum()));
        }
    }

    /** Whether a limit that another version pinned is one of this version, with a value that it may have. */
    public static boolean isKnown(String name, long value) {
        return Limit.named(name).filter(limit -> value >= 1 && value <= limit.maximum()).isPresent();
    }

    /** Limits by name, as written by {@link #named()}; names that only another version knows are ignored. */
    public static Limits of(Map<String, Long> named) {
        var values = new EnumMap<Limit, Long>(Limit.class);
        named.forEach((name, value) -> Limit.named(name).ifPresent(limit -> values.put(limit, value)));
        return new Limits(values);
    }

    public static Limits defaults() {
        return new Limits(Map.of());
    }

    /** A copy with one limit changed. */
    public Limits with(Limit limit, long value) {
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    public long of(Limit limit) {
        return values.getOrDefault(limit, limit.defaultValue());
    }

    /** A limit on an {@code int} count, which is never more than fits an array. */
    public int intOf(Limit limit) {
        return Math.clamp(of(limit), 1, Limit.ARRAY_BYTES);
    }

    /** All limits by name, for pinning: another version may have other defaults. */
    public SortedMap<String, Long> named() {
        return named(Stream.of(Limit.values()));
    }

    /** Those that differ from their defaults, by name. */
    public SortedMap<String, Long> changed() {
        return named(values.keySet().stream());
    }

    private SortedMap<String, Long> named(Stream<Limit> limits) {
        return limits.collect(Collectors.toMap(Limit::name, this::of, (a, b) -> a, TreeMap::new));
    }
}
