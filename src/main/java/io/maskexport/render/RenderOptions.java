package io.maskexport.render;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to render.
 *
 * @param masks the mask kinds to write; may be empty, for originals and annotations alone
 * @param thickness of lines, points and graph edges in pixels, 1 to 1,000
 * @param resizeHumanPercent size of human masks in percent, 1 to 100; empty keeps the image size
 * @param compat see {@link Compat}
 * @param index whether parts get an index, and the archive a list of classes
 * @param order see {@link DrawOrder}
 * @param encoding what the values of machine and palette masks mean
 * @param layout how the files are named
 */
public record RenderOptions(Set<MaskKind> masks, int thickness, OptionalInt resizeHumanPercent, Compat compat,
        boolean index, DrawOrder order, EncodingOptions encoding, Layout layout) {
    public static final int MAX_THICKNESS = 1_000;

    public RenderOptions {
        masks = masks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(masks));
        if (thickness < 1 || thickness > MAX_THICKNESS) {
            throw new IllegalArgumentException("thickness " + thickness + ": 1 to " + MAX_THICKNESS);
        }
        resizeHumanPercent.ifPresent(percent -> {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("resize of human masks " + percent + " %: 1 to 100");
            }
        });
    }

    /** Without an index, in the order of the reference application, with class indices. */
    public RenderOptions(Set<MaskKind> masks, int thickness, OptionalInt resizeHumanPercent, Compat compat) {
        this(masks, thickness, resizeHumanPercent, compat, false, DrawOrder.ByRule.REFERENCE,
                EncodingOptions.DEFAULTS, Layout.SUPERVISELY);
    }

    /** The same with or without an index. */
    public RenderOptions withIndex(boolean index) {
        return new RenderOptions(masks, thickness, resizeHumanPercent, compat, index, order, encoding, layout);
    }

    /** The same in another order. */
    public RenderOptions withOrder(DrawOrder order) {
        return new RenderOptions(masks, thickness, resizeHumanPercent, compat, index, order, encoding, layout);
    }

    /** The same with other values. */
    public RenderOptions with(EncodingOptions encoding) {
        return new RenderOptions(masks, thickness, resizeHumanPercent, compat, index, order, encoding, layout);
    }

    /** The same with other names. */
    public RenderOptions with(Layout names) {
        return new RenderOptions(masks, thickness, resizeHumanPercent, compat, index, order, encoding, names);
    }

    /** Human and machine masks, thickness 2, as in the reference application. */
    public static RenderOptions defaults() {
        return new RenderOptions(EnumSet.of(MaskKind.HUMAN, MaskKind.MACHINE), 2, OptionalInt.empty(), Compat.STRICT);
    }
}
