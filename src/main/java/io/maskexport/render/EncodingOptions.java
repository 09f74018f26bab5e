package io.maskexport.render;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the values of machine and palette masks mean, and what the other masks of their raster have in common with them.
 *
 * @param palette the colours of palette masks
 * @param ignoreBorder width in pixels of a border around objects that belongs to none, 0 to 100
 * @param classValues values by class title, 0 to 65,535; empty for class indices
 * @param refusesUnlisted whether a class without a value fails the export; otherwise it is background
 */
public record EncodingOptions(Palette palette, int ignoreBorder, SortedMap<String, Integer> classValues,
        boolean refusesUnlisted) {
    public static final int MAX_BORDER = 100;
    public static final int MAX_VALUE = 65_535;

    /** Class indices in the colours of the classes, without a border. */
    public static final EncodingOptions DEFAULTS = of(Palette.CLASSES);

    public EncodingOptions {
        classValues = Collections.unmodifiableSortedMap(new TreeMap<>(classValues));
        if (ignoreBorder < 0 || ignoreBorder > MAX_BORDER) {
            throw new IllegalArgumentException("ignore border of " + ignoreBorder + " pixels: 0 to " + MAX_BORDER);
        }
        classValues.forEach((title, value) -> {
            if (value < 0 || value > MAX_VALUE) {
                throw new IllegalArgumentException(
                        "value " + value + " of class '" + title + "': 0 to " + MAX_VALUE);
            }
        });
    }

    /** The defaults with other colours. */
    public static EncodingOptions of(Palette palette) {
        return new EncodingOptions(palette, 0, new TreeMap<>(), false);
    }
}
