package io.maskexport.annotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.maskexport.defect.Defect;

/**
 * What {@code meta.json} says: the class map, and the names of tags.
 *
 * @param classes in order; {@code classes.get(i).index() == i + 1}
 * @param tags names of the declared tags, as written and in the form NFC
 * @param defects notices about it: colours, class count
 */
public record ProjectMeta(List<ObjectClass> classes, Set<String> tags, List<Defect> defects) {
    public ProjectMeta {
        classes = List.copyOf(classes);
        tags = Set.copyOf(tags);
        defects = List.copyOf(defects);
    }

    /** The class of that title. */
    public Optional<ObjectClass> classOf(String title) {
        return classes.stream().filter(c -> c.title().equals(title)).findFirst();
    }

    /** Whether class values need 16 bits in machine masks. */
    public boolean needsSixteenBits() {
        return classes.size() > 255;
    }
}
