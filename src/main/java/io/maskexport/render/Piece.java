package io.maskexport.render;

import java.util.Optional;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;
import io.maskexport.raster.Drawing;

/**
 * A drawn label, or one of the pieces into which the canvas edge cuts it.
 *
 * @param geometry after cropping
 * @param area orders the layers of some masks
 * @param drawing for human and semantic masks
 * @param mask pixels in machine and instance masks, unless blended
 * @param grown its pixels with those of its ignore border; empty without one
 * @param labelId id of its label in the annotation, if it has one
 */
record Piece(ObjectClass objectClass, Geometry geometry, double area, Drawing drawing, Spans mask,
        Spans grown, Optional<String> labelId) {

    /** The alpha mask to blend into machine and instance masks, if any. */
    Optional<AlphaMask> mixed(Compat compat) {
        return compat == Compat.REFERENCE && drawing instanceof Drawing.Translucent(AlphaMask alpha)
                ? Optional.of(alpha)
                : Optional.empty();
    }

    /** Number of pixels painted by painting it once. */
    long paint() {
        return grown.area() + switch (drawing) {
            case Drawing.Solid(Spans spans) -> spans.area();
            case Drawing.Translucent(AlphaMask alpha) -> (long) alpha.width() * alpha.height();
            case Drawing.Strokes(var strokes) -> strokes.stream().mapToLong(stroke -> stroke.spans().area()).sum();
        };
    }
}
