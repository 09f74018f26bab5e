package io.maskexport.raster;

import java.util.List;

import io.maskexport.annotation.GraphTemplate;
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

import static io.maskexport.defect.Limit.FIGURE_POINTS;
import static io.maskexport.defect.Limit.FIGURE_SCAN;
import static io.maskexport.defect.Limit.IMAGE_POINTS;
import static io.maskexport.defect.Limit.IMAGE_SCAN;
import static io.maskexport.defect.Limit.IMAGE_SIDE;

/**
 * The remaining work budget for the labels of one item: points, and rows that their edges cross. A label that exceeds
 * the rest is refused and costs nothing. Rows count up to the largest allowed side, whatever the canvas, because human
 * masks may have another canvas than the others.
 */
final class WorkBudget {
    private final Limits limits;
    private final int thickness;
    private long points;
    private long scan;

    WorkBudget(Limits limits, int thickness) {
        this.limits = limits;
        this.thickness = thickness;
    }

    void admitPoints(Geometry geometry) throws DefectException {
        long needed = points(geometry);
        boolean isLarge = needed > limits.of(FIGURE_POINTS);
        if (isLarge || points + needed > limits.of(IMAGE_POINTS)) {
            throw new DefectException(isLarge ? FIGURE_POINTS : IMAGE_POINTS, DefectCode.FIGURE_TOO_COMPLEX,
                    "label of " + needed + " points");
        }
        points += needed;
    }

    void admitScan(List<? extends Geometry> pieces, GraphTemplate template) throws DefectException {
        long needed = pieces.stream()
                .mapToLong(piece -> ScanCost.of(piece, template, thickness, limits.intOf(IMAGE_SIDE))).sum();
        boolean isLarge = needed > limits.of(FIGURE_SCAN);
        if (isLarge || scan + needed > limits.of(IMAGE_SCAN)) {
            throw new DefectException(isLarge ? FIGURE_SCAN : IMAGE_SCAN, DefectCode.FIGURE_TOO_COMPLEX,
                    "label whose edges cross " + needed + " rows");
        }
        scan += needed;
    }

    private static long points(Geometry geometry) {
        return switch (geometry) {
            case Polygon polygon -> points(polygon);
            case MultiPolygon multi -> multi.parts().stream().mapToLong(WorkBudget::points).sum();
            case Polyline line -> line.points().count();
            case Graph graph -> graph.nodes().size();
            case Rectangle _,OrientedBox _,Point _,Bitmap _,AlphaMask _,Cuboid _,Cuboid2d _,Unknown _ -> 1;
        };
    }

    private static long points(Polygon polygon) {
        return polygon.exterior().count() + polygon.holes().stream().mapToLong(Points::count).sum();
    }
}
