package io.maskexport.export;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.UniqueNames;

/**
 * The archive names of a dataset's items: safe and unique. An annotation without an image never gets a name that would
 * make it look like an image's annotation: {@code a_.json} beside {@code a:.png}, which becomes {@code a_.png}.
 */
final class ItemNames {
    private final UniqueNames names;
    private final Map<String, String> orphans = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * Names for the items of a dataset.
     *
     * @param images names of images
     * @param orphans names of annotations without an image, without {@code .json}; none equals an image's
     */
    ItemNames(Collection<String> images, Collection<String> orphans) {
        var all = new HashSet<>(images);
        all.addAll(orphans);
        names = UniqueNames.of(all);
        var stems = stems(images, true);
        var stemsOfRenamed = stems(images, false);
        all.forEach(name -> taken.add(UniqueNames.key(names.of(name))));
        stems.forEach(stem -> taken.add(UniqueNames.key(stem)));
        orphans.stream().sorted().filter(name -> (isRenamed(name) ? stems : stemsOfRenamed).contains(names.of(name)))
                .forEach(name -> this.orphans.put(name, another(names.of(name))));
    }

    private Set<String> stems(Collection<String> images, boolean all) {
        return images.stream().filter(image -> all || isRenamed(image)).map(names::of)
                .map(ItemStems::withoutExtension).collect(Collectors.toSet());
    }

    private boolean isRenamed(String name) {
        return !names.of(name).equals(name);
    }

    private String another(String name) {
        int n = 2;
        while (!taken.add(UniqueNames.key(name + "~" + n))) {
            n++;
        }
        return name + "~" + n;
    }

    /** The archive name of the item with this name. */
    String of(String name) {
        return orphans.getOrDefault(name, names.of(name));
    }
}
