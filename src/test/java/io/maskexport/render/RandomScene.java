package io.maskexport.render;

import java.util.List;
import java.util.SplittableRandom;

import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Bitmap;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.SpanWriter;

/** Canvases with random labels, which overlap, have holes, touch, and lie partly or wholly outside. */
final class RandomScene {
    private final SplittableRandom random;
    private final Scene scene;

    private RandomScene(SplittableRandom random, Scene scene) {
        this.random = random;
        this.scene = scene;
    }

    static Scene of(long seed, int width, int height, int classes, int labels) {
        var scene = new Scene(width, height, classes);
        var random = new RandomScene(new SplittableRandom(seed), scene);
        scene.thickness = random.between(1, 5);
        for (int i = 0; i < labels; i++) {
            scene.add(random.between(1, classes), random.geometry());
        }
        return scene;
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private Geometry geometry() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Polygon(ring(), List.of());
            case 2, 3 -> new Polygon(ring(), List.of(ring(), ring()));
            case 4 -> rectangle();
            case 5 -> new Polyline(ring());
            case 6 -> random.nextBoolean() ? bitmap() : alpha();
            default -> new Point(x(), y());
        };
    }

    private Rectangle rectangle() {
        int left = x();
        int top = y();
        return new Rectangle(left, top, left + random.nextInt(scene.width), top + random.nextInt(scene.height));
    }

    private Points ring() {
        int[] points = new int[2 * between(3, 12)];
        for (int i = 0; i < points.length; i += 2) {
            points[i] = x();
            points[i + 1] = y();
        }
        return new Points(points);
    }

    private int x() {
        return between(-scene.width / 8, scene.width + scene.width / 8);
    }

    private int y() {
        return between(-scene.height / 8, scene.height + scene.height / 8);
    }

    /** Noise: every pixel may end a run. */
    private Bitmap bitmap() {
        int width = between(1, scene.width);
        int height = between(1, scene.height);
        var pixels = new SpanWriter();
        for (int y = 0; y < height; y++) {
            for (int x = y == 0 ? 0 : random.nextInt(3); x < width; x += 2 + random.nextInt(3)) {
                pixels.append(y, x, x + 1);
            }
        }
        return new Bitmap(random.nextInt(scene.width), random.nextInt(scene.height), pixels.build());
    }

    private AlphaMask alpha() {
        int width = between(1, scene.width);
        int height = between(1, scene.height);
        byte[] alpha = new byte[width * height];
        random.nextBytes(alpha);
        return new AlphaMask(random.nextInt(scene.width), random.nextInt(scene.height), width, height, alpha);
    }
}
