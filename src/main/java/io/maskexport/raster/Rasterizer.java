package io.maskexport.raster;

import java.util.ArrayList;
import java.util.List;

import io.maskexport.annotation.GraphTemplate;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Geometry.Bitmap;
import io.maskexport.geometry.Geometry.Cuboid;
import io.maskexport.geometry.Geometry.Cuboid2d;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.MultiPolygon;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.OrientedBox;
import io.maskexport.geometry.Geometry.Point;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Geometry.Polyline;
import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.geometry.Geometry.Unknown;
import io.maskexport.geometry.Points;
import io.maskexport.geometry.SpanBuilder;
import io.maskexport.geometry.Spans;

/**
 * Turns geometries into pixels by the rules of OpenCV 4.11. Draws on the current canvas and clips what lies outside, so
 * pieces cropped to another canvas may be drawn too. The cost depends on the outline of a figure, not on its area;
 * {@link Cropper} bounds it. Reuses buffers: one rasterizer for each thread.
 */
public final class Rasterizer {
    /** A pixel of an alpha mask with at least this alpha belongs to binary masks. */
    public static final int OPAQUE = 128;

    private final Canvas canvas = new Canvas();
    private final SpanBuilder parts = new SpanBuilder();
    private final PolygonFill polygonFill = new PolygonFill(canvas);
    private final ThickSegment segment = new ThickSegment(canvas);
    private final Disc disc = new Disc(canvas);
    private long limit = Long.MAX_VALUE;

    /** Sets the canvas size in pixels, 1 to {@link Spans#MAX_COORDINATE} each. */
    public void canvas(int width, int height) {
        canvas.resize(width, height);
    }

    /**
     * Limits the runs of a figure, including all its parts, holes or strokes: beyond the limit, {@link #draw} and
     * {@link #mask} throw {@link io.maskexport.geometry.RunLimitException}. There is no limit initially.
     */
    public void limit(long runs) {
        limit = runs;
    }

    /**
     * The appearance of the piece in human and semantic masks: graphs with their edges, in the template's colours;
     * everything else in one colour or translucent.
     *
     * @param classRgb {@code 0xRRGGBB}, used where the template has no colour
     * @param thickness of lines, edges and points, in pixels
     */
    public Drawing draw(Geometry piece, GraphTemplate template, int classRgb, int thickness) {
        canvas.limit(limit);
        return switch (piece) {
            case Graph graph -> new Drawing.Strokes(strokes(graph, template, classRgb, thickness));
            case AlphaMask mask -> AlphaMasks.cut(mask, canvas.width(), canvas.height())
                    .<Drawing>map(Drawing.Translucent::new)
                    .orElse(new Drawing.Solid(Spans.EMPTY));
            default -> new Drawing.Solid(mask(piece, thickness));
        };
    }

    /**
     * The pixels of the piece in machine and instance masks: of a graph only the nodes, of an alpha mask the pixels
     * with alpha {@value #OPAQUE} or more, of an unknown shape none.
     *
     * @param thickness of lines and points, in pixels
     */
    public Spans mask(Geometry piece, int thickness) {
        canvas.limit(limit);
        return switch (piece) {
            case Polygon polygon -> polygon(polygon);
            case MultiPolygon multi -> union(multi.parts());
            case Rectangle rectangle -> rectangle(rectangle);
            case OrientedBox box -> filled(List.of(Outlines.of(box)));
            case Polyline line -> polyline(line.points(), thickness);
            case Point point -> disc(point.x(), point.y(), thickness);
            case Bitmap bitmap -> bitmap.pixels()
                    .moved(bitmap.left(), bitmap.top(), canvas.width(), canvas.height());
            case AlphaMask mask -> opaque(mask);
            case Graph graph -> nodes(graph, thickness);
            case Cuboid cuboid -> filled(cuboid.faces());
            case Cuboid2d cuboid -> filled(Outlines.of(cuboid));
            case Unknown _ -> Spans.EMPTY;
        };
    }

    /**
     * The area that orders machine masks, in pixels: of the exact outline for polygons, of the pixels for rectangles,
     * bitmaps and cuboids, and 0 for lines, points, graphs, flat cuboids and unknown shapes.
     */
    public double area(Geometry piece) {
        return switch (piece) {
            case Polygon polygon -> Outlines.area(polygon);
            case MultiPolygon multi -> multi.parts().stream().mapToDouble(Outlines::area).sum();
            case Rectangle r -> pixels(r.left(), r.top(), r.right(), r.bottom());
            case OrientedBox b -> pixels(b.left(), b.top(), b.right(), b.bottom());
            case Bitmap bitmap -> bitmap.pixels().area();
            case AlphaMask mask -> AlphaMasks.visiblePixels(mask);
            case Cuboid cuboid -> area(cuboid);
            case Polyline _,Point _,Graph _,Cuboid2d _,Unknown _ -> 0;
        };
    }

    private double area(Cuboid cuboid) {
        canvas.limit(limit);
        return filled(cuboid.faces()).area();
    }

    private static double pixels(long left, long top, long right, long bottom) {
        return (right - left + 1) * (bottom - top + 1);
    }

    private Spans polygon(Polygon polygon) {
        return polygon(polygon, limit);
    }

    private Spans polygon(Polygon polygon, long mostRuns) {
        canvas.limit(mostRuns);
        polygonFill.draw(polygon.exterior());
        var filled = canvas.take();
        if (polygon.holes().isEmpty()) {
            return filled;
        }
        canvas.limit(mostRuns - filled.count());
        polygonFill.draw(polygon.holes());
        return filled.minus(canvas.take());
    }

    private Spans union(List<Polygon> polygons) {
        parts.clear();
        long left = limit;
        for (var polygon : polygons) {
            var drawn = polygon(polygon, left);
            left -= drawn.count();
            parts.addAll(drawn);
        }
        canvas.limit(limit);
        return parts.build();
    }

    private Spans filled(List<Points> faces) {
        faces.forEach(polygonFill::draw);
        return canvas.take();
    }

    private Spans rectangle(Rectangle rectangle) {
        int bottom = Math.min(rectangle.bottom(), canvas.height() - 1);
        for (int y = Math.max(rectangle.top(), 0); y <= bottom; y++) {
            canvas.run(y, rectangle.left(), rectangle.right());
        }
        return canvas.take();
    }

    private Spans polyline(Points points, int thickness) {
        for (int i = 1; i < points.count(); i++) {
            segment.draw(points.x(i - 1), points.y(i - 1), points.x(i), points.y(i), thickness, i == 1);
        }
        return canvas.take();
    }

    private Spans disc(int x, int y, int thickness) {
        disc.draw(x, y, radius(thickness));
        return canvas.take();
    }

    private static int radius(int thickness) {
        return (int) Math.rint(thickness / 2.0);
    }

    private Spans opaque(AlphaMask mask) {
        for (int y = 0, i = 0; y < mask.height(); y++) {
            int from = -1;
            for (int x = 0; x <= mask.width(); x++) {
                boolean isOpaque = x < mask.width() && (mask.alpha()[i++] & 0xFF) >= OPAQUE;
                if (isOpaque && from < 0) {
                    from = x;
                } else if (!isOpaque && from >= 0) {
                    canvas.run((long) mask.top() + y, (long) mask.left() + from, (long) mask.left() + x - 1);
                    from = -1;
                }
            }
        }
        return canvas.take();
    }

    private Spans nodes(Graph graph, int thickness) {
        for (var node : graph.nodes()) {
            if (!node.disabled()) {
                disc.draw(node.x(), node.y(), radius(thickness));
            }
        }
        return canvas.take();
    }

    private List<Drawing.Stroke> strokes(Graph graph, GraphTemplate template, int classRgb, int thickness) {
        var enabled = Outlines.enabledNodes(graph);
        var strokes = new Strokes();
        for (var edge : template.edges()) {
            var source = enabled.get(edge.source());
            var destination = enabled.get(edge.destination());
            if (source != null && destination != null) {
                strokes.add(edge(source, destination, thickness), edge.rgb().orElse(classRgb));
            }
        }
        for (var node : enabled.values()) {
            var colour = template.nodes().get(node.id());
            int rgb = colour == null ? classRgb : colour.orElse(classRgb);
            strokes.add(disc(node.x(), node.y(), thickness), rgb);
        }
        canvas.limit(limit);
        return strokes.list;
    }

    /** The strokes of one figure, whose runs are counted together. */
    private final class Strokes {
        private final List<Drawing.Stroke> list = new ArrayList<>();
        private long left = limit;

        void add(Spans spans, int rgb) {
            list.add(new Drawing.Stroke(spans, rgb));
            left -= spans.count() + Drawing.Stroke.RUNS;
            canvas.limit(left);
        }
    }

    private Spans edge(Node source, Node destination, int thickness) {
        segment.draw(source.x(), source.y(), destination.x(), destination.y(), thickness, true);
        return canvas.take();
    }
}
