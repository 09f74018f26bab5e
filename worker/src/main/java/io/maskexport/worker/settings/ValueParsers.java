package io.maskexport.worker.settings;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parsers for the values of settings. Each throws {@link IllegalArgumentException} with a message for people. */
final class ValueParsers {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB)?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2})%");

    private ValueParsers() {}

    /** {@code 65536}, {@code 64KiB}, {@code 4GiB}. */
    static long size(String text) {
        var m = SIZE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a size such as 64MiB");
        }
        int exponent = m.group(2) == null ? 0 : UNITS.indexOf(m.group(2));
        return Math.multiplyExact(Long.parseLong(m.group(1)), 1L << (10 * exponent));
    }

    /** A size, or a percentage of the JVM's heap: {@code 40%}. */
    static long memory(String text) {
        var m = PERCENT.matcher(text);
        return m.matches() ? Runtime.getRuntime().maxMemory() / 100 * Integer.parseInt(m.group(1)) : size(text);
    }

    /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}, or ISO 8601: {@code PT30S}. */
    static Duration duration(String text) {
        var m = DURATION.matcher(text);
        if (!m.matches()) {
            return isoDuration(text);
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            default -> Duration.ofDays(n);
        };
    }

    private static Duration isoDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration such as 30s or 5m", e);
        }
    }

    /** An absolute http or https address. */
    static URI address(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("not an address such as https://s3.example.org");
        }
        return uri;
    }

    /** A folder name; adds a missing {@code /} at the end, unless the name is empty. */
    static String folder(String text) {
        return text.isEmpty() || text.endsWith("/") ? text : text + "/";
    }

    /** Formats a size so that {@link #size} can read it, in the largest unit that divides it. */
    static String shown(long size) {
        int unit = Math.min(Long.numberOfTrailingZeros(size) / 10, UNITS.size() - 1);
        return (size >> (10 * unit)) + (unit == 0 ? "" : UNITS.get(unit));
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    }

    static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    static Function<String, Long> within(Function<String, Long> parser, long min, long max) {
        return text -> {
            long n = parser.apply(text);
            if (n < min || n > max) {
                throw new IllegalArgumentException("not between " + min + " and " + max);
            }
            return n;
        };
    }

    static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number", e);
        }
    }

    /** One of an enum's constants, in lower case. */
    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> shown(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + choices(type)));
    }

    static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(ValueParsers::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
