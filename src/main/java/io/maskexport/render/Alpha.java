package io.maskexport.render;

import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.SpanWriter;
import io.maskexport.geometry.Spans;

/** Alpha blending as in the reference application: in doubles and with its order of operations. */
final class Alpha {
    private Alpha() {}

    /** All pixels of a mask, which must lie on the canvas. */
    static Spans box(AlphaMask mask) {
        var box = new SpanWriter();
        for (int y = mask.top(); y < mask.top() + mask.height(); y++) {
            box.append(y, mask.left(), mask.left() + mask.width());
        }
        return box.build();
    }

    /** The alpha of a canvas pixel, 0 to 255; the pixel must lie on the mask. */
    static int at(AlphaMask mask, int x, int y) {
        return mask.alpha()[(y - mask.top()) * mask.width() + x - mask.left()] & 255;
    }

    /** A sample after {@code value} is blended over it. */
    static int mix(int below, int value, int alpha) {
        return (int) (below * (1 - alpha / 255.0) + (alpha / 255.0) * value);
    }

    /** {@link #mix} for red, green and blue. */
    static int mixColour(int below, int rgb, int alpha) {
        int red = mix(below >>> 16 & 255, rgb >>> 16 & 255, alpha);
        int green = mix(below >>> 8 & 255, rgb >>> 8 & 255, alpha);
        int blue = mix(below & 255, rgb & 255, alpha);
        return red << 16 | green << 8 | blue;
    }
}
