package io.maskexport.benchmarks.measure;

import java.util.List;

/**
 * The growth of a cost.
 *
 * @param name of the curve
 * @param points by ascending {@code x}
 */
public record GrowthCurve(String name, List<CurvePoint> points) {
    /** A measured point; both values are positive. */
    public record CurvePoint(double x, double y) {}

    public GrowthCurve {
        points = List.copyOf(points);
    }

    /**
     * The power of {@code x} with which the cost grows: the slope of the regression line in a log-log plot. 1 is
     * linear; lower is better.
     */
    public double power() {
        double meanX = points.stream().mapToDouble(p -> Math.log(p.x())).average().orElseThrow();
        double meanY = points.stream().mapToDouble(p -> Math.log(p.y())).average().orElseThrow();
        double both = 0;
        double square = 0;
        for (var point : points) {
            double dx = Math.log(point.x()) - meanX;
            both += dx * (Math.log(point.y()) - meanY);
            square += dx * dx;
        }
        return both / square;
    }
}
