package io.maskexport.annotation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.maskexport.defect.Defect;

/**
 * The content of {@code meta.json}: the class map and the tag names.
 *
 * @param classes in order; {@code classes.get(i).index() == i + 1}
 * @param tags names of the declared tags, as written and in form NFC
 * @param defects notices about colours and the number of classes
 */
public record ProjectMeta(List<ObjectClass> classes, Set<String> tags, List<Defect> defects) {
    public ProjectMeta {
        classes = List.copyOf(classes);
        tags = Set.copyOf(tags);
        defects = List.copyOf(defects);
    }

    /** The class with this title. */
    public Optional<ObjectClass> classOf(String title) {
        return classes.stream().filter(c -> c.title().equals(title)).findFirst();
    }

    /** Whether class indices need 16 bits in machine masks. */
    public boolean needsSixteenBits() {
        return classes.size() > 255;
    }
}
