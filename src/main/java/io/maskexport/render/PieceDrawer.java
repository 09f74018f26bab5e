package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.RunLimitException;
import io.maskexport.geometry.Spans;
import io.maskexport.raster.Cropper;
import io.maskexport.raster.Dilation;
import io.maskexport.raster.Drawing;
import io.maskexport.raster.LabelMemory;
import io.maskexport.raster.Rasterizer;

/** Crops and draws the labels of an item. A label that cannot be drawn becomes a defect; the others are drawn. */
final class PieceDrawer {
    private final Limits limits;
    private final Cropper cropper;
    private final Rasterizer rasterizer = new Rasterizer();
    private final Dilation dilation = new Dilation();
    private int border;
    private int width;
    private int height;

    PieceDrawer(Limits limits) {
        this.limits = limits;
        cropper = new Cropper(limits);
    }

    /**
     * The drawn labels.
     *
     * @param pieces in file order
     * @param labels number of labels with at least one piece
     * @param memory that they take
     */
    record Drawn(List<Piece> pieces, int labels, LabelMemory memory) {
        long paint() {
            return pieces.stream().mapToLong(Piece::paint).sum();
        }
    }

    /** @param border width of a border around objects, in pixels */
    Drawn draw(Annotation annotation, int thickness, int border, List<Defect> defects) {
        this.border = border;
        width = annotation.width();
        height = annotation.height();
        cropper.canvas(annotation.width(), annotation.height(), thickness);
        rasterizer.canvas(annotation.width(), annotation.height());
        var memory = new LabelMemory(annotation, limits);
        var pieces = new ArrayList<Piece>();
        int labels = 0;
        for (var label : annotation.labels()) {
            Interruption.check();
            var drawn = draw(label, thickness, memory, defects);
            pieces.addAll(drawn);
            labels += drawn.isEmpty() ? 0 : 1;
        }
        return new Drawn(pieces, labels, memory);
    }

    private List<Piece> draw(Label label, int thickness, LabelMemory memory, List<Defect> defects) {
        long before = memory.bytes();
        try {
            var cropped = cropper.crop(label);
            var pieces = new ArrayList<Piece>();
            for (var geometry : cropped.pieces()) {
                memory.takePiece(geometry, label.geometry());
                pieces.add(piece(label, geometry, thickness, memory));
            }
            cropped.defect().ifPresent(defects::add);
            return pieces;
        } catch (DefectException e) {
            memory.back(before);
            defects.add(e.defect());
            return List.of();
        }
    }

    private Piece piece(Label label, Geometry geometry, int thickness, LabelMemory memory) throws DefectException {
        var drawing = draw(rasterizer, label.objectClass(), geometry, thickness, memory);
        var mask = drawing instanceof Drawing.Solid(Spans spans) ? spans : mask(geometry, thickness, memory);
        return new Piece(label.objectClass(), geometry, rasterizer.area(geometry), drawing, mask,
                grown(mask, geometry, memory), label.id());
    }

    private Spans grown(Spans mask, Geometry geometry, LabelMemory memory) throws DefectException {
        if (border == 0) {
            return Spans.EMPTY;
        }
        try {
            var grown = dilation.of(mask, border, width, height, memory.runsLeft());
            memory.takeDrawn(new Drawing.Solid(grown), geometry);
            return grown;
        } catch (RunLimitException e) {
            throw memory.exceeded();
        }
    }

    private Spans mask(Geometry geometry, int thickness, LabelMemory memory) throws DefectException {
        try {
            rasterizer.limit(memory.runsLeft());
            var mask = rasterizer.mask(geometry, thickness);
            memory.takeDrawn(new Drawing.Solid(mask), geometry);
            return mask;
        } catch (RunLimitException e) {
            throw memory.exceeded();
        }
    }

    /**
     * Draws a piece on a rasterizer's canvas.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if it needs more memory than is left
     */
    static Drawing draw(Rasterizer rasterizer, ObjectClass objectClass, Geometry geometry, int thickness,
            LabelMemory memory) throws DefectException {
        try {
            rasterizer.limit(memory.runsLeft());
            var drawing = rasterizer.draw(geometry, objectClass.graph(), objectClass.rgb(), thickness);
            memory.takeDrawn(drawing, geometry);
            return drawing;
        } catch (RunLimitException e) {
            throw memory.exceeded();
        }
    }
}
