package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
public record RenderChoices(boolean humanMasks, boolean resizeHumanMasks, int resizePercent, boolean machineMasks,
        boolean semanticRgbMasks, boolean instanceMasks, int thickness, CompatMode compat,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DrawOrderChoice drawOrder) {
    public static final int MAX_THICKNESS = 1_000;

    /** Draws in the order of the reference application. */
    public RenderChoices(boolean humanMasks, boolean resizeHumanMasks, int resizePercent, boolean machineMasks,
            boolean semanticRgbMasks, boolean instanceMasks, int thickness, CompatMode compat) {
        this(humanMasks, resizeHumanMasks, resizePercent, machineMasks, semanticRgbMasks, instanceMasks, thickness,
                compat, null);
    }

    /** A copy that says nothing about the order. */
    RenderChoices withoutDrawOrder() {
        return new RenderChoices(humanMasks, resizeHumanMasks, resizePercent, machineMasks, semanticRgbMasks,
                instanceMasks, thickness, compat, null);
    }

    /** Human and machine masks, thickness 2, no scaling. */
    public static final RenderChoices DEFAULTS = new RenderChoices(true, false, 50, true, false, false, 2,
            CompatMode.STRICT);
}
