package io.maskexport.raster;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Points;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Crops polygons at the canvas edge, exactly as the reference application does with GEOS: {@code buffer(0)}, then
 * intersection with the rectangle of pixel centres, rows as x and columns as y, vertices rounded half to even. The
 * order of coordinates matters to the last bit.
 */
final class PolygonCut {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final CutGuard guard;
    private org.locationtech.jts.geom.Geometry window = GEOMETRIES.createPolygon();
    private boolean cutCrossings;

    PolygonCut(CutGuard guard) {
        this.guard = guard;
    }

    void canvas(int width, int height) {
        window = CanvasWindow.of(width, height);
    }

    void forgetCrossings() {
        cutCrossings = false;
    }

    /** Whether a self-crossing polygon was cropped since {@link #forgetCrossings}. */
    boolean cutCrossings() {
        return cutCrossings;
    }

    List<Polygon> cut(Polygon polygon) throws DefectException {
        var rings = new ArrayList<>(List.of(polygon.exterior()));
        rings.addAll(polygon.holes());
        cutCrossings |= guard.crossings(rings, true) > 0;
        try {
            var holes = polygon.holes().stream().map(PolygonCut::ring).toArray(LinearRing[]::new);
            var clean = GEOMETRIES.createPolygon(ring(polygon.exterior()), holes).buffer(0);
            var pieces = new ArrayList<Polygon>();
            collect(OverlayNGRobust.overlay(clean, window, OverlayNG.INTERSECTION), pieces);
            return pieces;
        } catch (RuntimeException e) {
            FatalErrors.rethrow(e);
            throw new DefectException(DefectCode.BROKEN_GEOMETRY, "polygon cannot be cut at the canvas edge: " + e);
        }
    }

    private static LinearRing ring(Points points) {
        int n = points.count();
        var closed = new Coordinate[n + 1];
        for (int i = 0; i <= n; i++) {
            closed[i] = new Coordinate(points.y(i % n), points.x(i % n));
        }
        return GEOMETRIES.createLinearRing(closed);
    }

    private static void collect(org.locationtech.jts.geom.Geometry geometry, List<Polygon> pieces) {
        if (geometry instanceof GeometryCollection collection) {
            for (int i = 0; i < collection.getNumGeometries(); i++) {
                collect(collection.getGeometryN(i), pieces);
            }
        } else if (geometry instanceof org.locationtech.jts.geom.Polygon polygon && !polygon.isEmpty()) {
            pieces.add(rounded(polygon));
        }
    }

    private static Polygon rounded(org.locationtech.jts.geom.Polygon polygon) {
        var holes = new ArrayList<Points>();
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            holes.add(rounded(polygon.getInteriorRingN(i)));
        }
        return new Polygon(rounded(polygon.getExteriorRing()), holes);
    }

    /** Drops the closing vertex; a JTS ring has at least three others. */
    private static Points rounded(LinearRing ring) {
        var closed = ring.getCoordinates();
        var xy = new int[2 * (closed.length - 1)];
        for (int i = 0; i < closed.length - 1; i++) {
            xy[2 * i] = (int) Math.rint(closed[i].y);
            xy[2 * i + 1] = (int) Math.rint(closed[i].x);
        }
        return new Points(xy);
    }
}
