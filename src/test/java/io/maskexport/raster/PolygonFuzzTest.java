package io.maskexport.raster;

import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.Spans;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Polygons from arbitrary bytes, on and off the canvas, against {@link NaivePolygonFill}. */
class PolygonFuzzTest {
    private static final int SIDE = 40;

    @FuzzTest(maxDuration = "3m")
    void polygons_equal_the_naive_fill(FuzzedDataProvider data) {
        int width = data.consumeInt(1, SIDE);
        int height = data.consumeInt(1, SIDE);
        int reach = data.pickValue(new int[] {0, 3, 30, 500, 100_000});
        var exterior = ring(data, reach);
        var holes = new ArrayList<Points>();
        while (data.remainingBytes() > 4 && holes.size() < 4) {
            holes.add(ring(data, reach));
        }
        compare(new Polygon(exterior, holes), width, height);
    }

    @Test
    void edges_that_meet_cross_and_leave_the_canvas_equal_the_naive_fill() {
        compare(new Polygon(Points.of(0, 0, 9, 9, 9, 0, 0, 9), List.of()), 10, 10);
        compare(new Polygon(Points.of(-4, 3, 20, 3, 20, 5, -4, 5), List.of(Points.of(2, 2, 2, 6, 5, 6))), 10, 10);
        compare(new Polygon(Points.of(5, 5, 5, 5, 5, 5), List.of()), 10, 10);
        compare(new Polygon(Points.of(-100_000, -99_999, 100_000, 5, -7, 99_999), List.of()), 10, 10);
    }

    private static Points ring(FuzzedDataProvider data, int reach) {
        int[] xy = new int[2 * data.consumeInt(3, 12)];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = data.consumeInt(-reach, SIDE + reach);
        }
        return new Points(xy);
    }

    private static void compare(Polygon polygon, int width, int height) {
        var rasterizer = new Rasterizer();
        rasterizer.canvas(width, height);
        var expected = NaivePolygonFill.of(List.of(polygon.exterior()), width, height);
        var holes = NaivePolygonFill.of(polygon.holes(), width, height);
        for (int i = 0; i < expected.length; i++) {
            expected[i] &= !holes[i];
        }
        assertThat(pixels(rasterizer.mask(polygon, 1), width, height)).as("%s on %d x %d", polygon, width, height)
                .isEqualTo(expected);
    }

    private static boolean[] pixels(Spans spans, int width, int height) {
        var pixels = new boolean[width * height];
        for (int i = 0; i < spans.count(); i++) {
            for (int x = spans.from(i); x < spans.to(i); x++) {
                pixels[spans.y(i) * width + x] = true;
            }
        }
        return pixels;
    }
}
