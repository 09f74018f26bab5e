package io.maskexport.select;

import java.util.List;

/**
 * What of a project an export has.
 *
 * @param datasets by path; each brings the datasets below it
 * @param items by file name, or by dataset and file name
 * @param classes by title; objects of others are not drawn
 * @param imageTags by {@code name} or {@code name=value}; items need one that is included, and none that is excluded
 * @param labelTags in the same way, for objects: others are not drawn
 * @param annotatedOnly only items with an object that these classes and tags include
 * @param sample how many of these items
 * @param images whether the archive has the images
 * @param annotations whether the archive has the annotations
 * @param splits the sets that the items are divided into
 */
public record Selection(NameChoice datasets, NameChoice items, NameChoice classes, NameChoice imageTags,
        NameChoice labelTags, boolean annotatedOnly, Sample sample, boolean images, boolean annotations,
        Splits splits) {
    /** The whole project. */
    public static final Selection ALL = new Selection(none("datasets", "excludeDatasets"),
            none("items", "excludeItems"), none("classes", "excludeClasses"), none("imageTags", "excludeImageTags"),
            none("labelTags", "excludeLabelTags"), false, new Sample.Everything(), true,
            true, Splits.NONE);

    private static NameChoice none(String field, String excludeField) {
        return new NameChoice(field, List.of(), excludeField, List.of());
    }

    /** Whether an item without an annotation cannot be selected. */
    public boolean needsAnnotation() {
        return annotatedOnly || !imageTags.include().isEmpty();
    }

    public Selection withDatasets(NameChoice choice) {
        return new Selection(choice, items, classes, imageTags, labelTags, annotatedOnly, sample, images,
                annotations, splits);
    }

    public Selection withItems(NameChoice choice) {
        return new Selection(datasets, choice, classes, imageTags, labelTags, annotatedOnly, sample, images,
                annotations, splits);
    }

    public Selection withClasses(NameChoice choice) {
        return new Selection(datasets, items, choice, imageTags, labelTags, annotatedOnly, sample, images,
                annotations, splits);
    }

    public Selection withTags(NameChoice ofImages, NameChoice ofLabels) {
        return new Selection(datasets, items, classes, ofImages, ofLabels, annotatedOnly, sample, images,
                annotations, splits);
    }

    public Selection onlyAnnotated() {
        return new Selection(datasets, items, classes, imageTags, labelTags, true, sample, images, annotations, splits);
    }

    public Selection with(Sample some) {
        return new Selection(datasets, items, classes, imageTags, labelTags, annotatedOnly, some, images, annotations,
                splits);
    }

    /** With or without the original files. */
    public Selection withOriginals(boolean ofImages, boolean ofAnnotations) {
        return new Selection(datasets, items, classes, imageTags, labelTags, annotatedOnly, sample, ofImages,
                ofAnnotations, splits);
    }

    /** The same items, divided into sets. */
    public Selection with(Splits sets) {
        return new Selection(datasets, items, classes, imageTags, labelTags, annotatedOnly, sample, images, annotations,
                sets);
    }
}
