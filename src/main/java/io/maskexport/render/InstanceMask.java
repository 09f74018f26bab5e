package io.maskexport.render;

import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;

/** The mask of one object, white on black. */
final class InstanceMask {
    private static final int WHITE = 255;

    private final LayeredMask layers;
    private final SpanMask spans = new SpanMask();
    private final RunPng png;

    InstanceMask(LayeredMask layers, RunPng png) {
        this.layers = layers;
        this.png = png;
    }

    byte[] encode(Piece piece, int width, int height, Compat compat) {
        var alpha = piece.mixed(compat);
        if (alpha.isEmpty()) {
            return spans.encode(piece.mask(), width, height, png);
        }
        layers.begin(width, height);
        layers.addMixedGrey(alpha.get(), WHITE);
        return layers.encode(png, PngFormat.GREY_8);
    }
}
