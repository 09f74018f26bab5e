package io.maskexport.raster;

import io.maskexport.annotation.GraphTemplate;
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

/** The cost of drawing a geometry: the number of rows that its edges cross. */
final class ScanCost {
    private final int thickness;
    private final int lastRow;

    private ScanCost(int thickness, int lastRow) {
        this.thickness = thickness;
        this.lastRow = lastRow;
    }

    /**
     * The rows that the edges of a piece cross.
     *
     * @param thickness of lines, edges and points, in pixels
     * @param lastRow rows below it, and those above the first, do not count
     */
    static long of(Geometry piece, GraphTemplate template, int thickness, int lastRow) {
        return new ScanCost(thickness, lastRow).scan(piece, template);
    }

    private long scan(Geometry piece, GraphTemplate template) {
        return switch (piece) {
            case Polygon polygon -> scan(polygon);
            case MultiPolygon multi -> multi.parts().stream().mapToLong(this::scan).sum();
            case Rectangle rectangle -> rows(rectangle.top(), rectangle.bottom());
            case OrientedBox box -> scan(Outlines.of(box));
            case Polyline line -> line(line.points());
            case Point _ -> cap();
            case Graph graph -> graph(graph, template);
            case Cuboid cuboid -> cuboid.faces().stream().mapToLong(this::scan).sum();
            case Cuboid2d cuboid -> Outlines.of(cuboid).stream().mapToLong(this::scan).sum();
            case Bitmap _,AlphaMask _,Unknown _ -> 0;
        };
    }

    private long scan(Polygon polygon) {
        return scan(polygon.exterior()) + polygon.holes().stream().mapToLong(this::scan).sum();
    }

    private long scan(Points ring) {
        long rows = 0;
        for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
            rows += rows(ring.y(previous), ring.y(i));
        }
        return rows;
    }

    private long line(Points points) {
        long rows = cap();
        for (int i = 1; i < points.count(); i++) {
            rows += segment(points.y(i - 1), points.y(i));
        }
        return rows;
    }

    private long graph(Graph graph, GraphTemplate template) {
        var nodes = Outlines.enabledNodes(graph);
        long rows = nodes.size() * cap();
        for (var edge : template.edges()) {
            var source = nodes.get(edge.source());
            var destination = nodes.get(edge.destination());
            if (source != null && destination != null) {
                rows += segment(source.y(), destination.y()) + cap();
            }
        }
        return rows;
    }

    /** A thick segment has four sides, a middle and a cap. */
    private long segment(int y1, int y2) {
        long rows = rows(y1, y2);
        return thickness <= 1 ? rows : 3 * (rows + thickness) + cap();
    }

    private long cap() {
        return 2L * thickness + 2;
    }

    private long rows(int y1, int y2) {
        int top = Math.clamp(Math.min(y1, y2), 0, lastRow);
        int bottom = Math.clamp(Math.max(y1, y2), 0, lastRow);
        return bottom - top + 1L;
    }
}
