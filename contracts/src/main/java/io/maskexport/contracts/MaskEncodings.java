package io.maskexport.contracts;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Further encodings of masks, most of them of the raster of machine masks. All are off by default, and in JSON only those are written that are
 * not.
 *
 * @param paletteMasks the values of machine masks, with a palette
 * @param classMasks one black and white mask per class of an item
 * @param instanceIdMasks 16-bit grey, value = number of the object
 * @param ignoreBorder width in pixels of a border around objects that belongs to no class, 0 to 100
 * @param classValues values in machine and palette masks by class, 0 to 65,535; empty for class indices
 * @param unlistedClasses what the other classes are, if some have values
 * @param cocoInstances COCO files of objects with run lengths
 * @param cocoPanoptic pictures of 24-bit object numbers, with COCO files of their segments
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record MaskEncodings(PaletteChoice paletteMasks, boolean classMasks, boolean instanceIdMasks,
        int ignoreBorder, SortedMap<String, Integer> classValues, UnlistedClasses unlistedClasses,
        boolean cocoInstances, boolean cocoPanoptic) {
    /** Largest width of a border, in pixels. */
    public static final int MAX_BORDER = 100;

    /** Largest value of a class, and largest number of values. */
    public static final int MAX_VALUE = 65_535;

    /** Largest length of a class's title, in characters. */
    public static final int MAX_TITLE = 1_024;

    public static final MaskEncodings NONE = new MaskEncodings();

    /** None; what equals it is not written. */
    public MaskEncodings() {
        this(PaletteChoice.NONE, false, false, 0, new TreeMap<>(), UnlistedClasses.BACKGROUND, false, false);
    }

    public MaskEncodings {
        classValues = Collections.unmodifiableSortedMap(new TreeMap<>(classValues));
    }

    /** A copy without values of classes. */
    MaskEncodings withoutClassValues() {
        return new MaskEncodings(paletteMasks, classMasks, instanceIdMasks, ignoreBorder, new TreeMap<>(),
                unlistedClasses, cocoInstances, cocoPanoptic);
    }

    /** A copy without COCO files. */
    public MaskEncodings withoutCoco() {
        return new MaskEncodings(paletteMasks, classMasks, instanceIdMasks, ignoreBorder, classValues, unlistedClasses,
                false, false);
    }

    /** Whether there are COCO files. */
    public boolean hasCoco() {
        return cocoInstances || cocoPanoptic;
    }

    /** Whether there are masks with a palette. */
    public boolean hasPalette() {
        return paletteMasks != PaletteChoice.NONE;
    }
}
