package io.maskexport.raster;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** The rectangle between the first and the last pixel centre of a canvas, with rows as x and columns as y. */
final class CanvasWindow {
    private CanvasWindow() {}

    static Polygon of(int width, int height) {
        int right = width - 1;
        int bottom = height - 1;
        return new GeometryFactory().createPolygon(new Coordinate[] {new Coordinate(0, 0), new Coordinate(0, right),
            new Coordinate(bottom, right), new Coordinate(bottom, 0), new Coordinate(0, 0)});
    }
}
