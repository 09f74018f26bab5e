package io.maskexport.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.annotation.Label;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Bitmap;
import io.maskexport.geometry.Geometry.Cuboid;
import io.maskexport.geometry.Geometry.Cuboid2d;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.MultiPolygon;
import io.maskexport.geometry.Geometry.OrientedBox;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Geometry.Unknown;
import io.maskexport.geometry.Points;

/**
 * Crops the labels of one item to its canvas, as the reference application does, and admits only what the limits allow:
 * whatever it returns may be drawn. Each label must be cropped once, in file order, because the labels of an item share
 * one budget. One cropper for each thread.
 */
public final class Cropper {
    private final Limits limits;
    private final CutGuard guard;
    private final PolygonCut polygonCut;
    private final LineCut lineCut;
    private WorkBudget budget;
    private int width;
    private int height;

    public Cropper(Limits limits) {
        this.limits = limits;
        guard = new CutGuard(limits);
        polygonCut = new PolygonCut(guard);
        lineCut = new LineCut(guard);
        budget = new WorkBudget(limits, 1);
    }

    /**
     * The remains of a label.
     *
     * @param pieces each is a label of its own; empty if nothing lies on the canvas
     * @param defect for the user: {@code OUTSIDE_CANVAS} if nothing remains, {@code SELF_CROSSING_CROP}
     */
    public record Cropped(List<Geometry> pieces, Optional<Defect> defect) {
        public Cropped {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * Starts an item.
     *
     * @param width of its annotation's canvas, in pixels
     * @param height of its annotation's canvas, in pixels
     * @param thickness of lines, edges and points, which affects their cost
     */
    public void canvas(int width, int height, int thickness) {
        this.width = width;
        this.height = height;
        budget = new WorkBudget(limits, thickness);
        guard.clear();
        polygonCut.canvas(width, height);
        lineCut.canvas(width, height);
    }

    /**
     * The pieces of the label on the canvas. A polygon or a line may fall into several pieces; rectangles, bitmaps and
     * alpha masks are clamped; points, graphs and cuboids are dropped unless they lie inside as a whole; oriented boxes
     * and unknown shapes stay unchanged.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if the limits forbid cropping or drawing the label;
     * {@code BROKEN_GEOMETRY} if cropping fails
     */
    public Cropped crop(Label label) throws DefectException {
        budget.admitPoints(label.geometry());
        polygonCut.forgetCrossings();
        var pieces = List.<Geometry>copyOf(pieces(label.geometry()));
        if (pieces.isEmpty()) {
            return new Cropped(pieces, defect(DefectCode.OUTSIDE_CANVAS, label, "is outside the canvas"));
        }
        budget.admitScan(pieces, label.objectClass().graph());
        return new Cropped(pieces, polygonCut.cutCrossings()
                ? defect(DefectCode.SELF_CROSSING_CROP, label, "crosses itself and the canvas edge")
                : Optional.empty());
    }

    private static Optional<Defect> defect(DefectCode code, Label label, String what) {
        return Optional.of(new Defect(code, "label of class " + label.objectClass().title() + " " + what));
    }

    private List<? extends Geometry> pieces(Geometry geometry) throws DefectException {
        return switch (geometry) {
            case Polygon polygon -> contains(polygon.exterior()) ? List.of(polygon) : polygonCut.cut(polygon);
            case MultiPolygon multi -> pieces(multi);
            case Polyline line -> contains(line.points()) ? List.of(line) : lineCut.cut(line);
            case Rectangle rectangle -> clamp(rectangle);
            case Bitmap bitmap -> place(bitmap);
            case AlphaMask mask -> AlphaMasks.cut(mask, width, height).stream().toList();
            case Point point -> keepIf(contains(point.x(), point.y()), point);
            case Graph graph -> keepIf(graph.nodes().stream().allMatch(n -> contains(n.x(), n.y())), graph);
            case Cuboid cuboid -> keepIf(cuboid.faces().stream().allMatch(this::contains), cuboid);
            case Cuboid2d cuboid -> keepIf(contains(cuboid.front()) && contains(cuboid.back()), cuboid);
            case OrientedBox _,Unknown _ -> List.of(geometry);
        };
    }

    private List<Geometry> pieces(MultiPolygon multi) throws DefectException {
        if (multi.parts().stream().allMatch(part -> contains(part.exterior()))) {
            return List.of(multi);
        }
        var parts = new ArrayList<Polygon>();
        for (var part : multi.parts()) {
            parts.addAll(polygonCut.cut(part));
        }
        return keepIf(!parts.isEmpty(), new MultiPolygon(parts));
    }

    private List<Geometry> clamp(Rectangle r) {
        var clamped = new Rectangle(Math.max(r.left(), 0), Math.max(r.top(), 0), Math.min(r.right(), width - 1),
                Math.min(r.bottom(), height - 1));
        return keepIf(clamped.left() <= clamped.right() && clamped.top() <= clamped.bottom(), clamped);
    }

    private List<Geometry> place(Bitmap bitmap) {
        var pixels = bitmap.pixels().moved(bitmap.left(), bitmap.top(), width, height);
        return keepIf(!pixels.isEmpty(), new Bitmap(0, 0, pixels));
    }

    private static List<Geometry> keepIf(boolean condition, Geometry geometry) {
        return condition ? List.of(geometry) : List.of();
    }

    private boolean contains(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    private boolean contains(Points points) {
        for (int i = 0; i < points.count(); i++) {
            if (!contains(points.x(i), points.y(i))) {
                return false;
            }
        }
        return true;
    }
}
