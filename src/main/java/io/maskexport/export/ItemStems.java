package io.maskexport.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.maskexport.archive.SafeName;
import io.maskexport.archive.UniqueNames;

/**
 * What the masks of each item are called: its name without the last extension. Items that would share that, or would
 * take what another one had to fall back to, carry their whole name.
 */
final class ItemStems {
    private final Set<String> whole = new HashSet<>();

    private ItemStems() {}

    /** Stems for the items of a dataset that get masks; their names are safe and unique. */
    static ItemStems of(Collection<String> names) {
        var stems = new ItemStems();
        Map<String, List<String>> byStem = new HashMap<>();
        names.forEach(name -> byStem.computeIfAbsent(UniqueNames.key(stem(name)), key -> new ArrayList<>(1)).add(name));
        var clashing = new ArrayDeque<String>();
        byStem.values().stream().filter(sharing -> sharing.size() > 1).forEach(clashing::addAll);
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
