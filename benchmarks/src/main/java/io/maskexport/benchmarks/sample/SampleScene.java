package io.maskexport.benchmarks.sample;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Points;

/**
 * A canvas of polygons with uneven outlines in random places, with the classes in turn; every vertex lies on the
 * canvas.
 */
public record SampleScene(int width, int height, List<Polygon> polygons) {
    private static final long SEED = 20_261_124;
    /** Number of vertices of an outline, typical for manual and assisted annotation. */
    private static final int VERTICES = 89;
    /** The mean distance of an outline from its centre, as a fraction of the radius; lobes and jitter are added. */
    private static final double REACH = 0.85;
    private static final double JITTER = 0.06;
    /** The mean area of a polygon, as a fraction of the square of the mean radius. */
    private static final double FILLING = 2.48;

    /** A scene of {@code polygons} polygons, which cover two thirds of the canvas whatever their number. */
    public static SampleScene covering(int width, int height, int polygons) {
        double areas = Math.log(3) * width * height;
        return of(width, height, polygons, Math.sqrt(areas / (polygons * FILLING)));
    }

    /** A scene of {@code polygons} polygons with a mean radius in pixels. */
    public static SampleScene of(int width, int height, int polygons, double radius) {
        var random = new SplittableRandom(SEED);
        return new SampleScene(width, height, Stream
                .generate(() -> polygon(random, width, height, radius * (0.5 + random.nextDouble())))
                .limit(polygons)
                .toList());
    }

    private static Polygon polygon(SplittableRandom random, int width, int height, double radius) {
        double x = random.nextDouble(width);
        double y = random.nextDouble(height);
        double turn = random.nextDouble(Math.TAU);
        int[] xy = new int[2 * VERTICES];
        for (int i = 0; i < VERTICES; i++) {
            double angle = Math.TAU * i / VERTICES;
            double lobes = 0.1 * Math.sin(2 * angle + turn) + 0.05 * Math.sin(5 * angle + 3 * turn);
            double reach = radius * (REACH + lobes + JITTER * (random.nextDouble() - 0.5));
            xy[2 * i] = Math.clamp((int) (x + reach * Math.cos(angle)), 0, width - 1);
            xy[2 * i + 1] = Math.clamp((int) (y + reach * Math.sin(angle)), 0, height - 1);
        }
        return new Polygon(new Points(xy), List.of());
    }

    /** The outline of a polygon. */
    public Points ring(int i) {
        return polygons.get(i).exterior();
    }

    /** The class of a polygon. */
    public ObjectClass objectClass(int i) {
        return SampleClasses.POLYGONS.classes().get(i % SampleClasses.COUNT);
    }

    public Annotation annotation() {
        var labels = IntStream.range(0, polygons.size())
                .mapToObj(i -> new Label(objectClass(i), polygons.get(i)))
                .toList();
        return new Annotation(width, height, labels, List.of());
    }
}
