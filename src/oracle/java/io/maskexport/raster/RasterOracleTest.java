package io.maskexport.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.Cuboid;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.Spans;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random shapes, on and off the canvas, against OpenCV itself: no pixel may differ. */
class RasterOracleTest {
    private static final Scalar PAINT = new Scalar(255);
    private static final Scalar ERASE = new Scalar(0);

    private final Rasterizer rasterizer = new Rasterizer();

    /** One random figure, as we draw it and as OpenCV does. */
    private record Case(Geometry geometry, int thickness, BiConsumer<Mat, Geometry> reference) {}

    @Test
    void the_oracle_draws_by_the_rules_of_version_4_11() {
        assertThat(opencv_core.CV_VERSION).isEqualTo("4.11.0");
    }

    @Test
    void polygons_with_and_without_holes() {
        compare("fillPoly, polygon with holes", 100_000, random -> {
            var range = PointRange.random(random);
            var holes = IntStream.range(0, Math.max(0, random.nextInt(6) - 2))
                    .mapToObj(_ -> range.points(random, 3 + random.nextInt(6)))
                    .toList();
            return new Case(new Polygon(range.points(random, 3 + random.nextInt(12)), holes), 1, (image, geometry) -> {
                var polygon = (Polygon) geometry;
                fill(image, List.of(polygon.exterior()), PAINT);
                if (!holes.isEmpty()) {
                    fill(image, polygon.holes(), ERASE);
                }
            });
        });
    }

    @Test
    void faces_one_after_the_other() {
        compare("fillPoly, three faces", 20_000, random -> {
            var range = PointRange.random(random);
            var faces = IntStream.range(0, 3).mapToObj(_ -> range.points(random, 4)).toList();
            return new Case(new Cuboid(faces), 1,
                    (image, _) -> faces.forEach(face -> fill(image, List.of(face), PAINT)));
        });
    }

    @Test
    void polylines_of_every_thickness() {
        compare("polylines", 80_000, random -> {
            int thickness = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 16);
            var points = PointRange.random(random).points(random, 2 + random.nextInt(7));
            return new Case(new Polyline(points), thickness, (image, _) -> polylines(image, points, thickness));
        });
    }

    @Test
    void segments_with_two_caps() {
        compare("line", 30_000, random -> {
            int thickness = 1 + random.nextInt(24);
            var points = PointRange.random(random).points(random, 2);
            return new Case(new Polyline(points), thickness, (image, _) -> {
                var from = new org.bytedeco.opencv.opencv_core.Point(points.x(0), points.y(0));
                var to = new org.bytedeco.opencv.opencv_core.Point(points.x(1), points.y(1));
                opencv_imgproc.line(image, from, to, PAINT, thickness, opencv_imgproc.LINE_8, 0);
            });
        });
    }

    @Test
    void filled_circles() {
        compare("circle", 20_000, random -> {
            int thickness = 1 + random.nextInt(120);
            var centre = PointRange.random(random).points(random, 1);
            return new Case(new Point(centre.x(0), centre.y(0)), thickness, (image, _) -> {
                var at = new org.bytedeco.opencv.opencv_core.Point(centre.x(0), centre.y(0));
                int radius = (int) Math.rint(thickness / 2.0);
                opencv_imgproc.circle(image, at, radius, PAINT, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            });
        });
    }

    @Test
    void rectangles() {
        compare("rectangle", 20_000, random -> {
            var corners = new PointRange(-20, 100).points(random, 2);
            var rectangle = new Rectangle(Math.min(corners.x(0), corners.x(1)), Math.min(corners.y(0), corners.y(1)),
                    Math.max(corners.x(0), corners.x(1)), Math.max(corners.y(0), corners.y(1)));
            return new Case(rectangle, 1, (image, _) -> {
                var from = new org.bytedeco.opencv.opencv_core.Point(corners.x(0), corners.y(0));
                var to = new org.bytedeco.opencv.opencv_core.Point(corners.x(1), corners.y(1));
                opencv_imgproc.rectangle(image, from, to, PAINT, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            });
        });
    }

    private void compare(String primitive, int count, Function<Random, Case> cases) {
        var random = new Random(20261124);
        var different = new ArrayList<String>();
        long pixels = 0;
        for (int i = 0; i < count; i++) {
            int width = 1 + random.nextInt(80);
            int height = 1 + random.nextInt(80);
            var figure = cases.apply(random);
            rasterizer.canvas(width, height);
            var ours = rasterizer.mask(figure.geometry(), figure.thickness());
            pixels += ours.area();
            if (!Arrays.equals(painted(ours, width, height), reference(figure, width, height))) {
                different.add(width + "x" + height + " thickness " + figure.thickness() + " " + figure.geometry());
            }
        }
        System.out.printf("%-30s %,8d shapes, %,12d pixels, %d different%n", primitive, count, pixels,
                different.size());
        assertThat(different).isEmpty();
        assertThat(pixels).as("pixels painted at all").isGreaterThan(count);
    }

    private static byte[] painted(Spans spans, int width, int height) {
        var image = new byte[width * height];
        for (int i = 0; i < spans.count(); i++) {
            Arrays.fill(image, spans.y(i) * width + spans.from(i), spans.y(i) * width + spans.to(i), (byte) 255);
        }
        return image;
    }

    private static byte[] reference(Case figure, int width, int height) {
        try (var _ = new PointerScope()) {
            var image = new Mat(height, width, opencv_core.CV_8UC1, ERASE);
            figure.reference().accept(image, figure.geometry());
            var pixels = new byte[width * height];
            image.data().get(pixels);
            return pixels;
        }
    }

    private static void fill(Mat image, List<Points> rings, Scalar colour) {
        opencv_imgproc.fillPoly(image, vector(rings), colour);
    }

    private static void polylines(Mat image, Points points, int thickness) {
        opencv_imgproc.polylines(image, vector(List.of(points)), false, PAINT, thickness, opencv_imgproc.LINE_8, 0);
    }

    private static MatVector vector(List<Points> chains) {
        return new MatVector(chains.stream().map(RasterOracleTest::mat).toArray(Mat[]::new));
    }

    private static Mat mat(Points points) {
        var mat = new Mat(points.count(), 1, opencv_core.CV_32SC2);
        new org.bytedeco.javacpp.IntPointer(mat.data()).put(points.xy(), 0, points.xy().length);
        return mat;
    }

    /** The range of a figure's points: mostly on the canvas, across its edges, or far away. */
    private record PointRange(int from, int to) {
        static PointRange random(Random random) {
            return switch (random.nextInt(8)) {
                case 0, 1 -> new PointRange(0, 80);
                case 2 -> new PointRange(20, 30);
                case 3, 4 -> new PointRange(-30, 110);
                case 5 -> new PointRange(-500, 600);
                case 6 -> new PointRange(-5_000, 5_000);
                default -> new PointRange(-100_000, 100_000);
            };
        }

        Points points(Random random, int count) {
            var xy = new int[2 * count];
            Arrays.setAll(xy, _ -> random.nextInt(from, to));
            if (random.nextInt(6) == 0) {
                repeatSome(xy, random);
            }
            return new Points(xy);
        }

        /** Makes some points equal, and some edges horizontal or vertical. */
        private static void repeatSome(int[] xy, Random random) {
            for (int i = 2; i < xy.length; i++) {
                if (random.nextInt(3) == 0) {
                    xy[i] = xy[i - 2];
                }
            }
        }
    }
}
