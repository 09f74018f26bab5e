package io.maskexport.archive;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Safe names for all entries of one folder, no two of which are one file where case does not count. A name that is safe
 * keeps itself before a changed one may take it; of two that clash the later in code point order gets {@code ~2},
 * {@code ~3} … before its extension. Depends on the set of names alone, not on their order.
 */
public final class UniqueNames {
    private final Map<String, String> safe = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private UniqueNames() {}

    /** Names for the entries of a folder. */
    public static UniqueNames of(Collection<String> names) {
        return of(names, List.of());
    }

    /** Names for the entries of a folder in which some names are already in use. */
    public static UniqueNames of(Collection<String> names, Collection<String> reserved) {
        var unique = new UniqueNames();
        reserved.forEach(name -> unique.taken.add(key(name)));
        var sorted = names.stream().distinct().sorted(CodePointOrder.STRINGS).toList();
        sorted.forEach(unique::keep);
        sorted.forEach(unique::change);
        return unique;
    }

    /** What the entry of that name is called in the archive. */
    public String of(String name) {
        var found = safe.get(name);
        if (found == null) {
            throw new IllegalArgumentException("not one of the names: " + name);
        }
        return found;
    }

    /** Equal for names that are one file on systems that ignore case or normalise. */
    public static String key(String name) {
        return Normalizer.normalize(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private void keep(String name) {
        if (SafeName.segment(name).equals(name) && taken.add(key(name))) {
            safe.put(name, name);
        }
    }

    private void change(String name) {
        if (safe.containsKey(name)) {
            return;
        }
        var wanted = SafeName.segment(name);
        var free = wanted;
        for (int n = 2; !taken.add(key(free)); n++) {
            free = numbered(wanted, n);
        }
        safe.put(name, free);
    }

    private static String numbered(String name, int number) {
        var extension = SafeName.extension(name);
        return name.substring(0, name.length() - extension.length()) + "~" + number + extension;
    }
}
