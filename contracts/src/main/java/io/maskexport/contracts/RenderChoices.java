package io.maskexport.contracts;

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
 */
public record RenderChoices(boolean humanMasks, boolean resizeHumanMasks, int resizePercent, boolean machineMasks,
        boolean semanticRgbMasks, boolean instanceMasks, int thickness, CompatMode compat) {
    public static final int MAX_THICKNESS = 1_000;

    /** Human and machine masks, thickness 2, no scaling. */
    public static final RenderChoices DEFAULTS = new RenderChoices(true, false, 50, true, false, false, 2,
            CompatMode.STRICT);
}
