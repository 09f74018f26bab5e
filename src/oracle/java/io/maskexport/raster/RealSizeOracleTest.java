package io.maskexport.raster;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.Spans;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outlines of tens of thousands of points on canvases of 12 to 100 megapixels, against OpenCV itself, row by row. */
class RealSizeOracleTest {
    private static final Scalar PAINT = new Scalar(255);
    private static final Scalar ERASE = new Scalar(0);

    private final Rasterizer rasterizer = new Rasterizer();

    @ParameterizedTest
    @CsvSource({"4000, 3000, 5000", "4000, 3000, 40000", "6000, 4000, 20000", "8000, 6000, 60000", "12000, 8300, 30000",
        "10000, 10000, 80000"})
    void outlines_of_many_points(int width, int height, int points) {
        var random = new Random(points + width);
        rasterizer.canvas(width, height);
        for (int round = 0; round < 2; round++) {
            compare(new Polygon(outline(random, width, height, points, 0.7), List.of()), 1, width, height);
            compare(new Polygon(outline(random, width, height, points, 0.4),
                    List.of(outline(random, width, height, points / 10, 0.2), outline(random, width, height, 9, 0.3))),
                    1,
                    width, height);
            compare(new Polyline(outline(random, width, height, points / 20, 0.5)), 1 + 20 * round, width, height);
        }
    }

    @ParameterizedTest
    @CsvSource({"4000, 3000, 300", "10000, 10000, 400"})
    void tangles_over_the_whole_canvas(int width, int height, int points) {
        rasterizer.canvas(width, height);
        var xy = new int[2 * points];
        var random = new Random(points);
        Arrays.setAll(xy, i -> random.nextInt(-50, (i % 2 == 0 ? width : height) + 50));
        compare(new Polygon(new Points(xy), List.of()), 1, width, height);
    }

    /** A closed line around the centre with the jitter of a traced outline, at the edge of the canvas and beyond. */
    private static Points outline(Random random, int width, int height, int count, double reach) {
        var xy = new int[2 * count];
        double tremor = 0;
        for (int i = 0; i < count; i++) {
            tremor = 0.9 * tremor + random.nextGaussian();
            double angle = 2 * Math.PI * i / count;
            double radius = reach * (1 + 0.3 * Math.sin(7 * angle)) * Math.min(width, height) + 3 * tremor;
            xy[2 * i] = (int) (width * 0.5 + radius * Math.cos(angle));
            xy[2 * i + 1] = (int) (height * 0.5 + radius * Math.sin(angle));
        }
        return new Points(xy);
    }

    private void compare(Geometry geometry, int thickness, int width, int height) {
        var ours = rasterizer.mask(geometry, thickness);
        try (var _ = new PointerScope()) {
            var image = new Mat(height, width, opencv_core.CV_8UC1, ERASE);
            switch (geometry) {
                case Polygon polygon -> {
                    opencv_imgproc.fillPoly(image, vector(List.of(polygon.exterior())), PAINT);
                    if (!polygon.holes().isEmpty()) {
                        opencv_imgproc.fillPoly(image, vector(polygon.holes()), ERASE);
                    }
                }
                case Polyline line -> opencv_imgproc.polylines(image, vector(List.of(line.points())), false, PAINT,
                        thickness, opencv_imgproc.LINE_8, 0);
                default -> throw new AssertionError();
            }
            assertSameRows(ours, image);
        }
    }

    private static void assertSameRows(Spans ours, Mat image) {
        var theirs = new byte[image.cols()];
        var row = new byte[image.cols()];
        int next = 0;
        for (int y = 0; y < image.rows(); y++) {
            image.ptr(y).get(theirs);
            Arrays.fill(row, (byte) 0);
            for (; next < ours.count() && ours.y(next) == y; next++) {
                Arrays.fill(row, ours.from(next), ours.to(next), (byte) 255);
            }
            if (!Arrays.equals(row, theirs)) {
                throw new AssertionError("row " + y + " from column " + Arrays.mismatch(row, theirs));
            }
        }
    }

    private static MatVector vector(List<Points> chains) {
        return new MatVector(chains.stream().map(RealSizeOracleTest::mat).toArray(Mat[]::new));
    }

    private static Mat mat(Points points) {
        var mat = new Mat(points.count(), 1, opencv_core.CV_32SC2);
        new IntPointer(mat.data()).put(points.xy(), 0, points.xy().length);
        return mat;
    }
}
