package io.maskexport.render;

import java.util.Comparator;
import java.util.List;

import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;

/** Class indices in grey: smaller objects cover larger ones; among equal areas, the later one covers the earlier. */
final class MachineMask {
    private final LayeredMask layers;
    private final RunPng png;

    MachineMask(LayeredMask layers, RunPng png) {
        this.layers = layers;
        this.png = png;
    }

    byte[] encode(List<Piece> pieces, int width, int height, PngFormat format, Compat compat) {
        layers.begin(width, height);
        pieces.stream().sorted(Comparator.comparingDouble(Piece::area).reversed()).forEach(piece -> add(piece, compat));
        return layers.encode(png, format);
    }

    private void add(Piece piece, Compat compat) {
        int index = piece.objectClass().index();
        piece.mixed(compat)
                .ifPresentOrElse(alpha -> layers.addMixedGrey(alpha, index), () -> layers.add(piece.mask(), index));
    }
}
