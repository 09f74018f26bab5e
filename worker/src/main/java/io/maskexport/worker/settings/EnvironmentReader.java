package io.maskexport.worker.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Reads typed values and collects all problems, so that one start reports every configuration error. Reading also
 * documents: each call adds a row to the table of settings.
 */
final class EnvironmentReader {
    /** Variables that Kubernetes adds for services with such a name. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT(_\\d+_.*)?)");
    private static final String FROM_FILE = "_FILE";

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, SettingRow> rows = new LinkedHashMap<>();
    private final List<String> passThrough = new ArrayList<>();
    /** Names of rows whose values may be secret. */
    private final Set<String> hidden = new HashSet<>();

    /** A line of the table of settings. */
    record SettingRow(String name, String value, String meaning) {}

    EnvironmentReader(Map<String, String> values) {
        this.values = values;
    }

    /**
     * A required value. If it is missing, returns {@code substitute} so that reading can continue until the problems
     * are thrown.
     */
    <T> T required(String name, Function<String, T> parser, T substitute, String meaning) {
        rows.put(name, new SettingRow(name, "required", meaning));
        return given(name).map(text -> parse(name, text, parser, substitute)).orElseGet(() -> {
            problems.add(name + " is not set");
            return substitute;
        });
    }

    /** A value with a default, written as a user would write it. */
    <T> T optional(String name, String fallback, Function<String, T> parser, String meaning) {
        rows.put(name, new SettingRow(name, "`" + fallback + "`", meaning));
        T substitute = parser.apply(fallback);
        return given(name).map(text -> parse(name, text, parser, substitute)).orElse(substitute);
    }

    /** An optional value. */
    Optional<String> text(String name, String meaning) {
        rows.put(name, new SettingRow(name, "", meaning));
        return given(name);
    }

    /** An optional value of another type. */
    <T> Optional<T> text(String name, Function<String, T> parser, String meaning) {
        return text(name, meaning).flatMap(text -> parse(name, text, t -> Optional.of(parser.apply(t)),
                Optional.empty()));
    }

    /** Checks a setting that something else reads. */
    void check(String name, Function<String, ?> parser) {
        given(name).ifPresent(text -> this.<Object>parse(name, text, parser::apply, ""));
    }

    /** An optional address. */
    Optional<URI> address(String name, String meaning) {
        return text(name, ValueParsers::address, meaning);
    }

    /** An optional secret; {@code NAME_FILE} names a file that contains it. */
    Optional<SecretValue> secret(String name, String meaning) {
        hidden.add(name);
        rows.put(name,
                new SettingRow(name, "", meaning + "; `" + name + FROM_FILE + "` names a file that contains it"));
        var file = given(name + FROM_FILE);
        if (file.isPresent() && given(name).isPresent()) {
            problems.add(name + " and " + name + FROM_FILE + " are both set");
        }
        return file.isPresent() ? file.map(path -> content(name + FROM_FILE, path)) : given(name).map(SecretValue::new);
    }

    /**
     * All variables with a prefix, as properties: {@code PREFIX_SSL_KEYSTORE_TYPE} becomes {@code ssl.keystore.type}.
     * Any of them may be a secret, so all are treated as secrets.
     */
    Map<String, SecretValue> properties(String prefix, String meaning) {
        hidden.add(prefix + "…");
        rows.put(prefix + "…", new SettingRow(prefix + "…", "", meaning));
        passThrough.add(prefix);
        var properties = new TreeMap<String, SecretValue>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                boolean file = name.endsWith(FROM_FILE);
                var bare = file ? name.substring(0, name.length() - FROM_FILE.length()) : name;
                properties.put(bare.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                        file ? content(name, value) : new SecretValue(value));
            }
        });
        return Map.copyOf(properties);
    }

    /** Whether a variable that is not one of our settings is set. */
    boolean isGiven(String name) {
        return given(name).isPresent();
    }

    /** Each setting as it was given, or its default, by name; without secrets, keys and Kafka properties. */
    Map<String, String> shown() {
        var shown = new LinkedHashMap<String, String>();
        rows.values().stream().filter(row -> !hidden.contains(row.name()) && !row.name().endsWith("_KEY"))
                .forEach(row -> given(row.name()).or(() -> Optional.of(row.value().replace("`", "")))
                        .filter(text -> !text.isEmpty()).ifPresent(text -> shown.put(row.name(), text)));
        return shown;
    }

    List<SettingRow> rows() {
        return List.copyOf(rows.values());
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** Throws if there were problems. An unknown name with the prefix of a known setting counts as a typing error. */
    void throwIfUnusable() {
        values.keySet().stream().sorted().filter(this::isMistyped)
                .forEach(name -> problems.add(name + " is not a known setting"));
        if (!problems.isEmpty()) {
            throw new UnusableEnvironmentException(problems);
        }
    }

    private boolean isMistyped(String name) {
        Set<String> words = rows.keySet().stream().map(EnvironmentReader::firstWord).collect(Collectors.toSet());
        var bare = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
        return words.contains(firstWord(name)) && !rows.containsKey(name) && !rows.containsKey(bare)
                && passThrough.stream().noneMatch(name::startsWith) && !SERVICE_LINK.matcher(name).matches();
    }

    private static String firstWord(String name) {
        return name.substring(0, name.indexOf('_') + 1);
    }

    private Optional<String> given(String name) {
        @Nullable
        String value = values.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private <T> T parse(String name, String text, Function<String, T> parser, T substitute) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add("%s=%s: %s".formatted(name, text, e.getMessage()));
            return substitute;
        }
    }

    private SecretValue content(String name, String path) {
        try {
            return new SecretValue(Files.readString(Path.of(path)).strip());
        } catch (IOException e) {
            problems.add("%s=%s: cannot be read".formatted(name, path));
            return new SecretValue("");
        }
    }
}
