package io.maskexport.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which items, objects and files of a project to export. Each list has names and patterns; an empty one takes everything, and an
 * exclusion wins.
 *
 * @param datasets paths of datasets, each with the datasets below it
 * @param items file names of images; with a {@code /}, paths of dataset and file name
 * @param classes titles of classes; objects of other classes are not drawn
 * @param imageTags tags of items, {@code name} or {@code name=value}
 * @param labelTags tags of objects, likewise; objects without any of them are not drawn
 * @param annotatedOnly whether to leave out items without an object that these classes and tags include
 * @param sample how many of these items; null for all
 * @param seed another one gives another sample
 * @param images false if the archive shall not have the images; otherwise null
 * @param annotations false if the archive shall not have the annotations; otherwise null
 */
public record SelectionChoices(@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> datasets,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludeDatasets,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> items,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludeItems,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> classes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludeClasses,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> imageTags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludeImageTags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> labelTags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> excludeLabelTags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean annotatedOnly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SampleSize sample,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long seed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean images,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean annotations) {
    /** Largest number of entries of a list. */
    public static final int MAX_ENTRIES = 10_000;

    /** Largest number of entries of a list that are patterns. */
    public static final int MAX_PATTERNS = 100;

    /** Largest number of stars in an entry, which bounds the work of a comparison. */
    public static final int MAX_STARS = 16;

    /** Largest length of an entry, in characters. */
    public static final int MAX_LENGTH = 1_024;

    public SelectionChoices {
        datasets = List.copyOf(datasets);
        excludeDatasets = List.copyOf(excludeDatasets);
        items = List.copyOf(items);
        excludeItems = List.copyOf(excludeItems);
        classes = List.copyOf(classes);
        excludeClasses = List.copyOf(excludeClasses);
        imageTags = List.copyOf(imageTags);
        excludeImageTags = List.copyOf(excludeImageTags);
        labelTags = List.copyOf(labelTags);
        excludeLabelTags = List.copyOf(excludeLabelTags);
        annotatedOnly = Boolean.TRUE.equals(annotatedOnly) ? Boolean.TRUE : null;
        images = Boolean.FALSE.equals(images) ? Boolean.FALSE : null;
        annotations = Boolean.FALSE.equals(annotations) ? Boolean.FALSE : null;
        seed = sample == null || seed == null || seed == 0 ? null : seed;
    }

    /** Whether an entry has a character of patterns. */
    static boolean isPattern(String entry) {
        return entry.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    static long stars(String entry) {
        return entry.chars().filter(c -> c == '*').count();
    }

    /** Whether they take the whole project. */
    boolean isAll() {
        return equals(new SelectionChoices(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), null, null, null, null, null));
    }
}
