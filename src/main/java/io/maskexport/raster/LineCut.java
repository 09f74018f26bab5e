package io.maskexport.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Points;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Crops lines at the canvas edge: intersects them with the rectangle of pixel centres, rows as x and columns as y;
 * joins consecutive pieces where one ends at the start of the next; floors vertices.
 */
final class LineCut {
    private final CutGuard guard;
    private Geometry window = new GeometryFactory().createPolygon();

    LineCut(CutGuard guard) {
        this.guard = guard;
    }

    void canvas(int width, int height) {
        window = CanvasWindow.of(width, height);
    }

    List<Polyline> cut(Polyline line) throws DefectException {
        var points = line.points();
        guard.crossings(List.of(points), false);
        var coordinates = new Coordinate[points.count()];
        Arrays.setAll(coordinates, i -> new Coordinate(points.y(i), points.x(i)));
        try {
            var whole = new GeometryFactory().createLineString(coordinates);
            var pieces = new ArrayList<List<Coordinate>>();
            collect(OverlayNGRobust.overlay(whole, window, OverlayNG.INTERSECTION), pieces);
            return pieces.stream().map(LineCut::floored).toList();
        } catch (RuntimeException e) {
            FatalErrors.rethrow(e);
            throw new DefectException(DefectCode.BROKEN_GEOMETRY, "line cannot be cut at the canvas edge: " + e);
        }
    }

    private static void collect(Geometry geometry, List<List<Coordinate>> pieces) {
        if (geometry instanceof GeometryCollection collection) {
            for (int i = 0; i < collection.getNumGeometries(); i++) {
                collect(collection.getGeometryN(i), pieces);
            }
        } else if (geometry instanceof LineString line && !line.isEmpty()) {
            join(Arrays.asList(line.getCoordinates()), pieces);
        }
    }

    private static void join(List<Coordinate> piece, List<List<Coordinate>> pieces) {
        if (!pieces.isEmpty() && pieces.getLast().getLast().equals2D(piece.getFirst())) {
            pieces.getLast().addAll(piece.subList(1, piece.size()));
        } else {
            pieces.add(new ArrayList<>(piece));
        }
    }

    private static Polyline floored(List<Coordinate> piece) {
        var xy = new int[2 * piece.size()];
        for (int i = 0; i < piece.size(); i++) {
            xy[2 * i] = (int) Math.floor(piece.get(i).y);
            xy[2 * i + 1] = (int) Math.floor(piece.get(i).x);
        }
        return new Polyline(new Points(xy));
    }
}
