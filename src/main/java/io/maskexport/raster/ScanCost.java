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

/** The cost of drawing a geometry: the number of rows, or of columns, that its edges cross. */
final class ScanCost {
    private final int thickness;
    private final int last;
    private final boolean columns;

    /** @param columns whether columns count in place of rows */
    private ScanCost(int thickness, int last, boolean columns) {
        this.thickness = thickness;
        this.last = last;
        this.columns = columns;
    }

    /**
     * The rows that the edges of a piece cross.
     *
     * @param thickness of lines, edges and points, in pixels
     * @param lastRow rows below it, and those above the first, do not count
     */
    static long of(Geometry piece, GraphTemplate template, int thickness, int lastRow) {
        return new ScanCost(thickness, lastRow, false).scan(piece, template);
    }

    /** The columns that the edges of a piece cross, up to the last one. */
    static long ofColumns(Geometry piece, GraphTemplate template, int thickness, int lastColumn) {
        return new ScanCost(thickness, lastColumn, true).scan(piece, template);
    }

    private long scan(Geometry piece, GraphTemplate template) {
        return switch (piece) {
            case Polygon polygon -> scan(polygon);
            case MultiPolygon multi -> multi.parts().stream().mapToLong(this::scan).sum();
            case Rectangle rectangle -> columns
                    ? lines(rectangle.left(), rectangle.right())
                    : lines(rectangle.top(), rectangle.bottom());
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
        long lines = 0;
        for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
            lines += lines(at(ring, previous), at(ring, i));
        }
        return lines;
    }

    private long line(Points points) {
        long lines = cap();
        for (int i = 1; i < points.count(); i++) {
            lines += segment(at(points, i - 1), at(points, i));
        }
        return lines;
    }

    private long graph(Graph graph, GraphTemplate template) {
        var nodes = Outlines.enabledNodes(graph);
        long lines = nodes.size() * cap();
        for (var edge : template.edges()) {
            var source = nodes.get(edge.source());
            var destination = nodes.get(edge.destination());
            if (source != null && destination != null) {
                lines += (columns ? segment(source.x(), destination.x()) : segment(source.y(), destination.y()))
                        + cap();
            }
        }
        return lines;
    }

    /** A thick segment has four sides, a middle and a cap. */
    private long segment(int from, int to) {
        long lines = lines(from, to);
        return thickness <= 1 ? lines : 3 * (lines + thickness) + cap();
    }

    private long cap() {
        return 2L * thickness + 2;
    }

    private int at(Points points, int i) {
        return columns ? points.x(i) : points.y(i);
    }

    private long lines(int from, int to) {
        int first = Math.clamp(Math.min(from, to), 0, last);
        int end = Math.clamp(Math.max(from, to), 0, last);
        return end - first + 1L;
    }
}
