package io.maskexport.worker.ops;

import java.util.List;
import java.util.Locale;

/** Counts and sizes for people: {@code 1 part}, {@code 2,000 items}, {@code 205 kB}. */
public final class QuantityText {
    private static final List<String> DECIMAL_UNITS = List.of("kB", "MB", "GB", "TB");
    /** From here on a value rounds to the next unit. */
    private static final double ROUNDS_UP = 999.5;
    /** From here on a value rounds to two digits before the decimal point, and has no fraction. */
    private static final double TWO_DIGITS = 9.95;

    private QuantityText() {}

    /**
     * A number and what it counts, in singular or plural.
     *
     * @param singular a noun whose plural ends with s
     */
    public static String count(long number, String singular) {
        return String.format(Locale.ROOT, "%,d %s%s", number, singular, number == 1 ? "" : "s");
    }

    /** A size in decimal units, rounded to two or three digits. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return count(bytes, "byte");
        }
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= ROUNDS_UP && unit < DECIMAL_UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < TWO_DIGITS ? "%.1f %s" : "%.0f %s", value, DECIMAL_UNITS.get(unit));
    }
}
