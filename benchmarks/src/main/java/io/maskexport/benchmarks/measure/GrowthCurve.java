package io.maskexport.benchmarks.measure;

import java.util.List;

/**
 * How something grows.
 *
 * @param name of the line
 * @param points by ascending {@code x}
 */
public record GrowthCurve(String name, List<CurvePoint> points) {
    /** A measured point; both values above zero. */
    public record CurvePoint(double x, double y) {}

    public GrowthCurve {
        points = List.copyOf(points);
    }

    /**
     * The power of {@code x} with which it grows: the slope of the straight line closest to the points, on paper that is
     * logarithmic both ways. 1 is linear, less is better.
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
