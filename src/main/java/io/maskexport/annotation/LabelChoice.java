package io.maskexport.annotation;

import java.util.function.Predicate;

/**
 * Which labels of an annotation are read, and which annotations are selected. Thread-safe.
 *
 * @param classes labels of other classes are passed over
 * @param labelTags labels with other tags are passed over
 * @param imageTags annotations with other tags are not selected
 * @param annotatedOnly whether annotations without a label that is read, or would be if it could, are not selected
 */
public record LabelChoice(Predicate<ObjectClass> classes, TagRule labelTags, TagRule imageTags,
        boolean annotatedOnly) {
    /** All labels of all annotations. */
    public static final LabelChoice ALL = new LabelChoice(_ -> true, TagRule.ANY, TagRule.ANY, false);

    /** Whether annotations decide which items are selected. */
    public boolean asksAnnotations() {
        return annotatedOnly || !imageTags.equals(TagRule.ANY);
    }

    /** Whether the values of tags matter. */
    boolean asksTags() {
        return !labelTags.equals(TagRule.ANY) || !imageTags.equals(TagRule.ANY);
    }
}
