package io.maskexport.annotation;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which labels of an annotation are read, and which annotations are selected. Thread-safe.
 *
 * @param classes labels of other classes are passed over
 * @param labelTags labels with other tags are passed over
 * @param imageTags annotations with other tags are not selected
 * @param annotatedOnly whether annotations without a label that is read, or would be if it could, are not selected
 * @param sets rules by tags of annotations, which say which of them they meet
 */
public record LabelChoice(Predicate<ObjectClass> classes, TagRule labelTags, TagRule imageTags,
        boolean annotatedOnly, List<TagRule> sets) {
    /** All labels of all annotations. */
    public static final LabelChoice ALL = new LabelChoice(_ -> true, TagRule.ANY, TagRule.ANY, false, List.of());

    public LabelChoice {
        sets = List.copyOf(sets);
    }

    /** Whether annotations decide which items are selected, or in which set they are. */
    public boolean asksAnnotations() {
        return annotatedOnly || !imageTags.equals(TagRule.ANY) || !sets.isEmpty();
    }

    /** Whether the values of tags matter. */
    boolean asksTags() {
        return !labelTags.equals(TagRule.ANY) || !imageTags.equals(TagRule.ANY) || !sets.isEmpty();
    }
}
