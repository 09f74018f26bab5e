package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Further encodings of the raster of machine masks. All are off by default, and in JSON only those are written that are
 * not.
 *
 * @param paletteMasks the values of machine masks, with a palette
 * @param classMasks one black and white mask per class of an item
 * @param instanceIdMasks 16-bit grey, value = number of the object
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record MaskEncodings(PaletteChoice paletteMasks, boolean classMasks, boolean instanceIdMasks) {
    public static final MaskEncodings NONE = new MaskEncodings();

    /** None; what equals it is not written. */
    public MaskEncodings() {
        this(PaletteChoice.NONE, false, false);
    }

    /** Whether there are masks with a palette. */
    public boolean hasPalette() {
        return paletteMasks != PaletteChoice.NONE;
    }
}
