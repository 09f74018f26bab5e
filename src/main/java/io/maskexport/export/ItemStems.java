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
 * What the masks of each item are called: its name without the last extension. Items that would share that, or would
 * take what another one had to fall back to, carry their whole name.
 */
final class ItemStems {
    private final Set<String> whole = new HashSet<>();

    private ItemStems() {}

    /** Stems for items of which none comes first. */
    static ItemStems of(Collection<String> names) {
        return of(names, List.of());
    }

    /**
     * Stems for the items of a dataset that get masks; their names are safe and unique.
     *
     * @param first items of which one keeps its stem although others share it
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

    /** Whether the item carries its whole name because of another. */
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
