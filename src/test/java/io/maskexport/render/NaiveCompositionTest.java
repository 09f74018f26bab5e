package io.maskexport.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.maskexport.defect.Defect;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.Spans;
import io.maskexport.picture.Picture;
import io.maskexport.raster.Drawing;
import io.maskexport.resize.AreaResize;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All mask kinds of random labels, against full canvases painted pixel by pixel, label by label. */
class NaiveCompositionTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void masks_equal_a_composition_on_full_canvases() {
        for (int i = 0; i < 400; i++) {
            var scene = scene();
            compare(scene, picture(scene.width, scene.height));
        }
    }

    private Scene scene() {
        var scene = new Scene(1 + random.nextInt(90), 1 + random.nextInt(70), random.nextInt(4) == 0 ? 300 : 12);
        scene.thickness = 1 + random.nextInt(6);
        scene.compat = random.nextBoolean() ? Compat.STRICT : Compat.REFERENCE;
        scene.order = switch (random.nextInt(5)) {
            case 0 -> DrawOrder.ByRule.ANNOTATION;
            case 1 -> DrawOrder.ByRule.AREA_DESC;
            case 2 -> new DrawOrder.ByClass(List.of("c3", "c1", "c12"));
            default -> DrawOrder.ByRule.REFERENCE;
        };
        for (int i = random.nextInt(9); i > 0; i--) {
            scene.add(1 + random.nextInt(scene.meta.classes().size()), geometry(scene));
        }
        return scene;
    }

    private Geometry geometry(Scene scene) {
        return switch (random.nextInt(6)) {
            case 0 -> new Point(x(scene), y(scene));
            case 1 -> new Polyline(points(scene, 2 + random.nextInt(3)));
            case 2 -> rectangle(x(scene), y(scene), x(scene), y(scene));
            case 3 ->
                new Graph(List.of(new Node("a", x(scene), y(scene), false), new Node("b", x(scene), y(scene), false)));
            case 4 -> alphaMask(scene);
            default -> new Polygon(points(scene, 3 + random.nextInt(6)), List.of());
        };
    }

    private int x(Scene scene) {
        return random.nextInt(scene.width);
    }

    private int y(Scene scene) {
        return random.nextInt(scene.height);
    }

    private static Rectangle rectangle(int x0, int y0, int x1, int y1) {
        return new Rectangle(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    }

    private Points points(Scene scene, int count) {
        return Points.of(IntStream.range(0, 2 * count).map(i -> i % 2 == 0 ? x(scene) : y(scene)).toArray());
    }

    private AlphaMask alphaMask(Scene scene) {
        int left = x(scene);
        int top = y(scene);
        int width = 1 + random.nextInt(scene.width - left);
        int height = 1 + random.nextInt(scene.height - top);
        byte[] alpha = new byte[width * height];
        random.nextBytes(alpha);
        alpha[0] = 0;
        alpha[alpha.length - 1] = (byte) 255;
        return new AlphaMask(left, top, width, height, alpha);
    }

    private Picture picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return new Picture(width, height, rgb);
    }

    private void compare(Scene scene, Picture picture) {
        var defects = new ArrayList<Defect>();
        var pieces = new PieceDrawer(scene.limits).draw(scene.annotation(), scene.thickness, 0, defects).pieces();
        var layers = layers(scene.order, pieces, false);
        var masks = scene.render(Optional.of(picture));
        assertThat(masks.defects()).isEqualTo(defects);
        assertThat(Decoded.of(masks.machine().orElseThrow()).pixels())
                .isEqualTo(machine(scene, layers(scene.order, pieces, true)));
        assertThat(Decoded.of(masks.semantic().orElseThrow()).pixels()).isEqualTo(semantic(scene, layers));
        assertThat(Decoded.of(masks.human().orElseThrow().bytes()).pixels()).isEqualTo(packed(human(picture, layers)));
        assertThat(masks.instances()).hasSize(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            int[] canvas = new int[scene.width * scene.height];
            paintGrey(canvas, scene, pieces.get(i), 255);
            assertThat(Decoded.of(masks.instances().get(i).png()).pixels()).isEqualTo(canvas);
        }
        compareResized(scene, picture, human(picture, layers));
    }

    private void compareResized(Scene scene, Picture picture, byte[] pairs) {
        int percent = 1 + random.nextInt(100);
        scene.percent = OptionalInt.of(percent);
        var small = scene.human(picture);
        var resize = new AreaResize(2 * scene.width, scene.height, small.width(), small.height());
        byte[] expected = new byte[3 * small.pixels().length];
        int at = 0;
        for (int y = 0; y < scene.height; y++) {
            if (resize.add(pairs, 6 * scene.width * y)) {
                System.arraycopy(resize.row(), 0, expected, at, 3 * small.width());
                at += 3 * small.width();
            }
        }
        assertThat(small.pixels()).isEqualTo(packed(expected));
    }

    /** From bottom to top: moves each piece down as long as the one below it belongs above it. */
    private static List<Piece> layers(DrawOrder order, List<Piece> pieces, boolean machine) {
        var layers = new ArrayList<>(pieces);
        for (int i = 0; i < layers.size(); i++) {
            for (int j = i; j > 0 && belongsBelow(order, layers.get(j), layers.get(j - 1), machine); j--) {
                Collections.swap(layers, j, j - 1);
            }
        }
        return layers;
    }

    private static boolean belongsBelow(DrawOrder order, Piece piece, Piece other, boolean machine) {
        boolean larger = piece.area() > other.area();
        return switch (order) {
            case DrawOrder.ByRule.REFERENCE -> machine && larger;
            case DrawOrder.ByRule.ANNOTATION -> false;
            case DrawOrder.ByRule.AREA_DESC -> larger;
            case DrawOrder.ByClass(var titles) -> {
                int rank = titles.indexOf(piece.objectClass().title());
                int otherRank = titles.indexOf(other.objectClass().title());
                yield rank < otherRank || (rank == otherRank && larger);
            }
        };
    }

    private static int[] machine(Scene scene, List<Piece> layers) {
        int[] canvas = new int[scene.width * scene.height];
        layers.forEach(piece -> paintGrey(canvas, scene, piece, piece.objectClass().index()));
        return canvas;
    }

    private static void paintGrey(int[] canvas, Scene scene, Piece piece, int value) {
        if (scene.compat == Compat.REFERENCE && piece.drawing() instanceof Drawing.Translucent(AlphaMask mask)) {
            for (int y = 0; y < mask.height(); y++) {
                for (int x = 0; x < mask.width(); x++) {
                    int at = (mask.top() + y) * scene.width + mask.left() + x;
                    canvas[at] = mixed(canvas[at], value, mask.alpha()[y * mask.width() + x] & 255);
                }
            }
        } else {
            fill(canvas, scene.width, piece.mask(), value);
        }
    }

    private static int[] semantic(Scene scene, List<Piece> pieces) {
        int[] canvas = new int[scene.width * scene.height];
        for (var piece : pieces) {
            int[] drawn = drawn(canvas, scene.width, piece);
            System.arraycopy(drawn, 0, canvas, 0, canvas.length);
        }
        return canvas;
    }

    /** The canvas with the piece drawn on it. */
    private static int[] drawn(int[] canvas, int width, Piece piece) {
        int[] drawn = canvas.clone();
        int rgb = piece.objectClass().rgb();
        switch (piece.drawing()) {
            case Drawing.Solid(Spans spans) -> fill(drawn, width, spans, rgb);
            case Drawing.Strokes(var strokes) -> strokes.forEach(s -> fill(drawn, width, s.spans(), s.rgb()));
            case Drawing.Translucent(AlphaMask mask) -> {
                for (int y = 0; y < mask.height(); y++) {
                    for (int x = 0; x < mask.width(); x++) {
                        int at = (mask.top() + y) * width + mask.left() + x;
                        int alpha = mask.alpha()[y * mask.width() + x] & 255;
                        drawn[at] = mixed(drawn[at] >> 16, rgb >> 16, alpha) << 16
                                | mixed(drawn[at] >> 8 & 255, rgb >> 8 & 255, alpha) << 8
                                | mixed(drawn[at] & 255, rgb & 255, alpha);
                    }
                }
            }
        }
        return drawn;
    }

    private static int mixed(int below, int value, int alpha) {
        double share = alpha / 255.0;
        return alpha == 0 ? below : (int) (below * (1 - share) + share * value);
    }

    private static void fill(int[] canvas, int width, Spans spans, int value) {
        for (int i = 0; i < spans.count(); i++) {
            for (int x = spans.from(i); x < spans.to(i); x++) {
                canvas[spans.y(i) * width + x] = value;
            }
        }
    }

    /**
     * Blends like the reference: over the whole picture, half of the old picture and half of it with the label drawn on
     * it.
     */
    private static byte[] human(Picture picture, List<Piece> pieces) {
        int[] overlay = packed(picture.rgb());
        for (var piece : pieces) {
            int[] drawn = drawn(overlay, picture.width(), piece);
            for (int i = 0; i < overlay.length; i++) {
                overlay[i] = half(overlay[i], drawn[i], 16) | half(overlay[i], drawn[i], 8)
                        | half(overlay[i], drawn[i], 0);
            }
        }
        byte[] pairs = new byte[2 * picture.rgb().length];
        for (int i = 0; i < pairs.length; i++) {
            int rowBytes = 3 * picture.width();
            int y = i / (2 * rowBytes);
            int x = i % (2 * rowBytes);
            pairs[i] = x < rowBytes
                    ? picture.rgb()[y * rowBytes + x]
                    : (byte) (overlay[(y * rowBytes + x - rowBytes) / 3] >> (8 * (2 - x % 3)));
        }
        return pairs;
    }

    private static int half(int below, int drawn, int shift) {
        return (((below >> shift & 255) + (drawn >> shift & 255)) / 2) << shift;
    }

    private static int[] packed(byte[] rgb) {
        int[] pixels = new int[rgb.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            pixels[i / 3] = pixels[i / 3] << 8 | (rgb[i] & 255);
        }
        return pixels;
    }
}
