package io.maskexport.archive;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Assigns safe names to all entries of one folder, so that no two name the same file where case is ignored. A safe name
 * has precedence over a changed one; of two that clash, the later in code point order gets {@code ~2}, {@code ~3} …
 * before its extension. Depends only on the set of names, not on their order.
 */
public final class UniqueNames {
    private final UnaryOperator<String> key;
    private final Map<String, String> safe = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    /** Names are never freed, so all lower numbers of a series are taken. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private UniqueNames(UnaryOperator<String> key, Collection<String> names, Collection<String> reserved) {
        this.key = key;
        reserved.forEach(name -> taken.add(key.apply(name)));
        var sorted = names.stream().distinct().sorted(CodePointOrder.STRINGS).toList();
        sorted.forEach(this::keep);
        sorted.forEach(this::change);
    }

    /** Names for the entries of a folder. */
    public static UniqueNames of(Collection<String> names) {
        return of(names, List.of());
    }

    /** Names for the entries of a folder in which some names are already taken. */
    public static UniqueNames of(Collection<String> names, Collection<String> reserved) {
        return new UniqueNames(UniqueNames::key, names, reserved);
    }

    /** Names that may differ only in case, as the reference application writes them. */
    public static UniqueNames mindingCase(Collection<String> names) {
        return new UniqueNames(UnaryOperator.identity(), names, List.of());
    }

    /** The archive name of the entry with this name. */
    public String of(String name) {
        var found = safe.get(name);
        if (found == null) {
            throw new IllegalArgumentException("not one of the names: " + name);
        }
        return found;
    }

    /** A key that is equal for names of the same file on systems that ignore case or normalize. */
    public static String key(String name) {
        return Normalizer.normalize(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private void keep(String name) {
        if (SafeName.segment(name).equals(name) && taken.add(key.apply(name))) {
            safe.put(name, name);
        }
    }

    private void change(String name) {
        if (safe.containsKey(name)) {
            return;
        }
        var wanted = SafeName.segment(name);
        safe.put(name, taken.add(key.apply(wanted)) ? wanted : free(wanted));
    }

    /** The first free numbered name. Names of the same file share their numbers, so the search never starts over. */
    private String free(String wanted) {
        var series = key.apply(numbered(wanted, 2));
        int number = numbers.getOrDefault(series, 2);
        while (!taken.add(key.apply(numbered(wanted, number)))) {
            number++;
        }
        numbers.put(series, number + 1);
        return numbered(wanted, number);
    }

    private static String numbered(String name, int number) {
        var extension = SafeName.extension(name);
        return name.substring(0, name.length() - extension.length()) + "~" + number + extension;
    }
}
