package io.maskexport.export;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
        while (stems.resolve(names)) {
        }
        return stems;
    }

    /** The stem of an item. */
    String of(String name) {
        return whole.contains(name) ? name : SafeName.segment(withoutExtension(name));
    }

    /** Whether the item carries its whole name because of another. */
    boolean isShared(String name) {
        return whole.contains(name);
    }

    private boolean resolve(Collection<String> names) {
        Map<String, Integer> uses = new HashMap<>();
        names.forEach(name -> uses.merge(UniqueNames.key(of(name)), 1, Integer::sum));
        var clashing = names.stream().filter(name -> uses.getOrDefault(UniqueNames.key(of(name)), 0) > 1).toList();
        return whole.addAll(clashing);
    }

    static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
