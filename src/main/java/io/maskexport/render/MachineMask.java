package io.maskexport.render;

import java.util.List;

import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.png.RunRows;

/** Class indices in grey. */
final class MachineMask {
    private final LayeredMask layers;
    private final RunPng png;

    MachineMask(LayeredMask layers, RunPng png) {
        this.layers = layers;
        this.png = png;
    }

    byte[] encode(List<Piece> pieces, DrawOrder order, int width, int height, PngFormat format, Compat compat) {
        layers.begin(width, height);
        LayerOrder.layers(order, pieces, MaskKind.MACHINE).forEach(piece -> add(piece, compat));
        return layers.encode(png, format);
    }

    private void add(Piece piece, Compat compat) {
        int index = piece.objectClass().index();
        piece.mixed(compat)
                .ifPresentOrElse(alpha -> layers.addMixedGrey(alpha, index), () -> layers.add(piece.mask(), index));
    }

    /** Whether {@link #encodeAndCount} can make this mask: where values are blended, no pixel belongs to one object. */
    static boolean isCountable(List<Piece> pieces, Compat compat) {
        return pieces.stream().allMatch(piece -> piece.mixed(compat).isEmpty());
    }

    /**
     * Encodes a mask without blended values, the same bytes as {@link #encode}, and counts the visible pixels of each piece
     * in the rows that it encodes.
     *
     * @param visible receives the counts, in the order of the pieces
     */
    byte[] encodeAndCount(List<Piece> pieces, DrawOrder order, int width, int height, PngFormat format,
            long[] visible) {
        png.begin(width, height, format);
        var classes = new int[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            classes[i + 1] = pieces.get(i).objectClass().index();
        }
        count(pieces, order, width, height, new MappedRows(classes, png), visible);
        return png.finish();
    }

    /** Counts the visible pixels of each piece, and makes no mask. */
    void count(List<Piece> pieces, DrawOrder order, int width, int height, long[] visible) {
        count(pieces, order, width, height, VisiblePixels.NOWHERE, visible);
    }

    private void count(List<Piece> pieces, DrawOrder order, int width, int height, RunRows next, long[] visible) {
        layers.begin(width, height);
        LayerOrder.bottomUp(order, pieces, MaskKind.MACHINE)
                .forEach(i -> layers.add(pieces.get(i).mask(), i + 1));
        var pixels = new VisiblePixels(pieces.size(), next);
        layers.compose(pixels);
        for (int i = 0; i < pieces.size(); i++) {
            visible[i] = pixels.of(i + 1);
        }
    }
}
