package io.maskexport.worker.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.maskexport.contracts.BucketLocation;

/** Parsers for the values of settings. Each throws {@link IllegalArgumentException} with a message for people. */
final class ValueParsers {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final List<String> DECIMAL_UNITS = List.of("B", "kB", "MB", "GB", "TB");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2})%");

    private static final Pattern BROKER = Pattern
            .compile("(?:[A-Za-z0-9._-]+://)?(?:\\[[0-9A-Fa-f:.%]+\\]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final int MAX_PORT = 65_535;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*.^_`|~+-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]+");
    private static final Pattern RATIO = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    /** A termination takes as long. */
    private static final Duration LONGEST_LAST_SCRAPE = Duration.ofMinutes(5);

    private ValueParsers() {}

    /** {@code 65536}, {@code 64KiB}, {@code 4GiB}; decimal {@code 500MB}. */
    static long size(String text) {
        var m = SIZE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a size such as 64MiB");
        }
        long number = Long.parseLong(m.group(1));
        var unit = m.group(2) == null ? "B" : m.group(2);
        try {
            return UNITS.contains(unit)
                    ? Math.multiplyExact(number, 1L << (10 * UNITS.indexOf(unit)))
                    : Math.multiplyExact(number, (long) Math.pow(1000, DECIMAL_UNITS.indexOf(unit)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large", e);
        }
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
        if (uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw new IllegalArgumentException("the port is not 1 to " + MAX_PORT);
        }
        return uri;
    }

    /** The address of a collector; settings are shown, so it must not hold a secret. */
    static URI collector(String text) {
        var uri = address(text);
        if (uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("a user or a query is not possible here");
        }
        return uri;
    }

    /**
     * Headers as OpenTelemetry writes them, {@code name=value} separated by commas, values with {@code %20} and the like. The message of
     * an error has nothing of the text.
     */
    static Map<String, String> headers(String text) {
        var headers = new TreeMap<String, String>();
        for (var entry : list(text)) {
            int equals = entry.indexOf('=');
            var name = equals < 0 ? "" : entry.substring(0, equals).strip();
            var value = decoded(entry.substring(equals + 1).strip());
            if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "not name=value, separated by commas, with values in percent encoding");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** {@code +} stays, unlike in forms. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "\n";
        }
    }

    static double ratio(String text) {
        double ratio = RATIO.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException("not between 0 and 1");
        }
        return ratio;
    }

    static Duration lastScrape(String text) {
        return upTo(LONGEST_LAST_SCRAPE, "5m", text);
    }

    /** Signatures of S3 are valid for seven days at most. */
    static Duration linksValid(String text) {
        return upTo(Duration.ofDays(7), "7d", text).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration upTo(Duration longest, String asText, String text) {
        var time = duration(text);
        if (time.isNegative() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException("not between 0s and " + asText);
        }
        return time;
    }

    /** {@code host:port}, separated by commas; a listener's name may come first: {@code SSL://host:port}. */
    static String brokers(String text) {
        var brokers = list(text);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("no broker");
        }
        for (var broker : brokers) {
            var m = BROKER.matcher(broker);
            if (!m.matches() || Integer.parseInt(m.group(1)) < 1 || Integer.parseInt(m.group(1)) > MAX_PORT) {
                throw new IllegalArgumentException("`" + broker + "` is not host:port, such as kafka.example.org:9092");
            }
        }
        return String.join(",", brokers);
    }

    static String topic(String text) {
        if (!TOPIC.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("not a topic: 1 to 249 letters, digits, dots, underscores and hyphens");
        }
        return text;
    }

    static String bucket(String text) {
        BucketLocation.problemOfBucket(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return text;
    }

    /** {@code bucket} or {@code bucket/prefix}, separated by commas; {@code *} is everything. */
    static List<String> places(String text) {
        var places = list(text);
        for (var place : places) {
            if (!place.equals("*")) {
                int slash = place.indexOf('/');
                var name = slash < 0 ? place : place.substring(0, slash);
                BucketLocation.problemOfBucket(name).ifPresent(problem -> {
                    throw new IllegalArgumentException("`" + name + "` " + problem);
                });
            }
        }
        return places;
    }

    /** A file of certificates in PEM. */
    static Path certificates(String text) {
        try (var in = Files.newInputStream(Path.of(text))) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw new IllegalArgumentException("has no certificates");
            }
            return Path.of(text);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("has no certificates in PEM", e);
        }
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
