package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.Label;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Spans;
import io.maskexport.raster.Cropper;
import io.maskexport.raster.Drawing;
import io.maskexport.raster.Rasterizer;

/** Crops and draws the labels of an item. A label that cannot be drawn is named among the defects, the others are drawn. */
final class PieceDrawer {
    private final Cropper cropper;
    private final Rasterizer rasterizer = new Rasterizer();

    PieceDrawer(Limits limits) {
        cropper = new Cropper(limits);
    }

    /**
     * What was drawn.
     *
     * @param pieces in file order
     * @param labels that have at least one piece
     */
    record Drawn(List<Piece> pieces, int labels) {
        long paint() {
            return pieces.stream().mapToLong(Piece::paint).sum();
        }
    }

    Drawn draw(Annotation annotation, int thickness, List<Defect> defects) {
        cropper.canvas(annotation.width(), annotation.height(), thickness);
        rasterizer.canvas(annotation.width(), annotation.height());
        var pieces = new ArrayList<Piece>();
        int labels = 0;
        for (var label : annotation.labels()) {
            var cropped = crop(label, defects);
            cropped.forEach(geometry -> pieces.add(piece(label, geometry, thickness)));
            labels += cropped.isEmpty() ? 0 : 1;
        }
        return new Drawn(pieces, labels);
    }

    private List<Geometry> crop(Label label, List<Defect> defects) {
        try {
            var cropped = cropper.crop(label);
            cropped.defect().ifPresent(defects::add);
            return cropped.pieces();
        } catch (DefectException e) {
            defects.add(e.defect());
            return List.of();
        }
    }

    private Piece piece(Label label, Geometry geometry, int thickness) {
        var objectClass = label.objectClass();
        var drawing = rasterizer.draw(geometry, objectClass.graph(), objectClass.rgb(), thickness);
        var mask = drawing instanceof Drawing.Solid(Spans spans) ? spans : rasterizer.mask(geometry, thickness);
        return new Piece(objectClass, geometry, rasterizer.area(geometry), drawing, mask);
    }
}
