package io.maskexport.render;

import java.util.List;

import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.raster.Drawing;

/** Class colours on black. */
final class SemanticMask {
    private final LayeredMask layers;
    private final RunPng png;

    SemanticMask(LayeredMask layers, RunPng png) {
        this.layers = layers;
        this.png = png;
    }

    /** @param pieces from bottom to top */
    byte[] encode(List<Piece> pieces, int width, int height) {
        layers.begin(width, height);
        pieces.forEach(this::add);
        return layers.encode(png, PngFormat.RGB_8);
    }

    private void add(Piece piece) {
        int rgb = piece.objectClass().rgb();
        switch (piece.drawing()) {
            case Drawing.Solid(Spans spans) -> layers.add(spans, rgb);
            case Drawing.Translucent(AlphaMask alpha) -> layers.addMixedColour(alpha, rgb);
            case Drawing.Strokes(var strokes) ->
                strokes.forEach(stroke -> layers.add(stroke.spans(), stroke.rgb()));
        }
    }
}
