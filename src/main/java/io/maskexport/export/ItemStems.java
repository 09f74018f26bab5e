package io.maskexport.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.maskexport.archive.SafeName;
import io.maskexport.archive.UniqueNames;

/**
 * The base names of each item's masks: the item's name without its last extension. Items that would share one, or would
 * take another's fallback name, use their whole name.
 */
final class ItemStems {
    private final Set<String> whole = new HashSet<>();

    private ItemStems() {}

    /** Stems for items of equal precedence. */
    static ItemStems of(Collection<String> names) {
        return of(names, List.of());
    }

    /**
     * Stems for the items of a dataset that get masks; their names are safe and unique.
     *
     * @param first items that keep their stem even if others share it
     */
    static ItemStems of(Collection<String> first, Collection<String> others) {
        var stems = new ItemStems();
        Map<String, List<String>> byStem = new HashMap<>();
        Stream.concat(first.stream(), others.stream()).forEach(
                name -> byStem.computeIfAbsent(UniqueNames.key(stem(name)), key -> new ArrayList<>(1)).add(name));
        var preferred = Set.copyOf(first);
        var clashing = new ArrayDeque<String>();
        byStem.values().stream().filter(sharing -> sharing.size() > 1).forEach(sharing -> {
            boolean one = sharing.stream().filter(preferred::contains).count() == 1;
            sharing.stream().filter(name -> !one || !preferred.contains(name)).forEach(clashing::add);
        });
        while (!clashing.isEmpty()) {
            var name = clashing.remove();
            if (stems.whole.add(name)) {
                byStem.getOrDefault(UniqueNames.key(name), List.of()).stream().filter(other -> !other.equals(name))
                        .forEach(clashing::add);
            }
        }
        return stems;
    }

    /** The stem of an item. */
    String of(String name) {
        return whole.contains(name) ? name : stem(name);
    }

    /** Whether the item uses its whole name because of another item. */
    boolean isShared(String name) {
        return whole.contains(name);
    }

    private static String stem(String name) {
        return SafeName.segment(withoutExtension(name));
    }

    static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
