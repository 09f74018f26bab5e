package io.maskexport.contracts;

import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What to render; names and defaults follow the reference application.
 *
 * @param humanMasks the original on the left, labels blended over it on the right
 * @param resizeHumanMasks whether human masks are scaled down
 * @param resizePercent size of scaled human masks in percent, 1 to 100
 * @param machineMasks grey, value = class index
 * @param semanticRgbMasks the class's colour
 * @param instanceMasks one black and white mask per object
 * @param thickness of lines, points and graph edges in pixels, 1 to 1,000
 * @param drawOrder which objects cover which; null for the order of the reference application
 * @param encodings further encodings; in JSON, their fields stand beside the others
 */
public record RenderChoices(boolean humanMasks, boolean resizeHumanMasks, int resizePercent, boolean machineMasks,
        boolean semanticRgbMasks, boolean instanceMasks, int thickness, CompatMode compat,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DrawOrderChoice drawOrder, MaskEncodings encodings) {
    public static final int MAX_THICKNESS = 1_000;

    /** Draws in the order of the reference application, without further encodings. */
    public RenderChoices(boolean humanMasks, boolean resizeHumanMasks, int resizePercent, boolean machineMasks,
            boolean semanticRgbMasks, boolean instanceMasks, int thickness, CompatMode compat) {
        this(humanMasks, resizeHumanMasks, resizePercent, machineMasks, semanticRgbMasks, instanceMasks, thickness,
                compat, null, MaskEncodings.NONE);
    }

    /** A copy that says nothing about the order and the values of classes. */
    RenderChoices withoutLists() {
        return new RenderChoices(humanMasks, resizeHumanMasks, resizePercent, machineMasks, semanticRgbMasks,
                instanceMasks, thickness, compat, null, encodings.withoutClassValues());
    }

    /** Human and machine masks, thickness 2, no scaling. */
    public static final RenderChoices DEFAULTS = new RenderChoices(true, false, 50, true, false, false, 2,
            CompatMode.STRICT);

    @Override
    @JsonUnwrapped
    public MaskEncodings encodings() {
        return encodings;
    }

    /** Jackson would read unknown fields over in silence if the encodings were unwrapped. */
    @JsonCreator
    static RenderChoices read(@JsonProperty("humanMasks") boolean humanMasks,
            @JsonProperty("resizeHumanMasks") boolean resizeHumanMasks,
            @JsonProperty("resizePercent") int resizePercent, @JsonProperty("machineMasks") boolean machineMasks,
            @JsonProperty("semanticRgbMasks") boolean semanticRgbMasks,
            @JsonProperty("instanceMasks") boolean instanceMasks, @JsonProperty("thickness") int thickness,
            @JsonProperty("compat") CompatMode compat,
            @JsonProperty("drawOrder") @Nullable DrawOrderChoice drawOrder,
            @JsonProperty("paletteMasks") @Nullable PaletteChoice paletteMasks,
            @JsonProperty("classMasks") @Nullable Boolean classMasks,
            @JsonProperty("instanceIdMasks") @Nullable Boolean instanceIdMasks,
            @JsonProperty("ignoreBorder") @Nullable Integer ignoreBorder,
            @JsonProperty("classValues") SortedMap<String, Integer> classValues,
            @JsonProperty("unlistedClasses") @Nullable UnlistedClasses unlistedClasses,
            @JsonProperty("cocoInstances") @Nullable Boolean cocoInstances,
            @JsonProperty("cocoPanoptic") @Nullable Boolean cocoPanoptic) {
        var encodings = new MaskEncodings(paletteMasks == null ? PaletteChoice.NONE : paletteMasks,
                Boolean.TRUE.equals(classMasks), Boolean.TRUE.equals(instanceIdMasks),
                ignoreBorder == null ? 0 : ignoreBorder, classValues,
                unlistedClasses == null ? UnlistedClasses.BACKGROUND : unlistedClasses,
                Boolean.TRUE.equals(cocoInstances), Boolean.TRUE.equals(cocoPanoptic));
        return new RenderChoices(humanMasks, resizeHumanMasks, resizePercent, machineMasks, semanticRgbMasks,
                instanceMasks, thickness, compat, drawOrder, encodings);
    }
}
