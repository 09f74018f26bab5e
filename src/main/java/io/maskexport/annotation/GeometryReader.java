package io.maskexport.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.annotation.LabelField.Rings;
import io.maskexport.bitmap.BitmapDecoder;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Points;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.BAD_COORDINATE;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;
import static io.maskexport.defect.DefectCode.SHAPE_NOT_2D;
import static io.maskexport.defect.DefectCode.UNKNOWN_GRAPH_NODE;

/** Builds the geometry that a label's class requires from the label's fields. */
final class GeometryReader {
    private static final List<String> CORNERS = List.of("topleft", "topright", "bottomright", "bottomleft");

    private final BitmapDecoder bitmaps;
    private final MultichannelBitmaps multichannel;

    GeometryReader(BitmapDecoder bitmaps, MultichannelBitmaps multichannel) {
        this.bitmaps = bitmaps;
        this.multichannel = multichannel;
    }

    /**
     * The geometry of a label. The class's shape decides how the fields are read; only for {@link Shape#ANY} does the
     * label's own {@code geometryType} or {@code shape}.
     */
    Geometry read(ObjectClass objectClass, LabelFields fields) throws DefectException {
        if (objectClass.shape() != Shape.ANY) {
            var geometry = read(objectClass.shape(), fields);
            if (geometry instanceof Geometry.Graph graph) {
                requireDeclared(graph.nodes(), objectClass.graph());
            }
            return geometry;
        }
        var type = fields.text("geometryType")
                .or(() -> fields.text("shape"))
                .orElseThrow(() -> new DefectException(BROKEN_GEOMETRY, "'geometryType' is missing"));
        var shape = Shape.named(type);
        return shape == Shape.ANY ? new Geometry.Unknown(type) : read(shape, fields);
    }

    private Geometry read(Shape shape, LabelFields fields) throws DefectException {
        return switch (shape) {
            case POLYGON -> polygon(outline(fields));
            case MULTIPOLYGON -> multiPolygon(fields);
            case RECTANGLE -> rectangle(twoCorners(exterior(fields)));
            case LINE -> line(exterior(fields));
            case POINT -> point(exterior(fields));
            case BITMAP -> {
                var image = fields.need("bitmap", LabelField.Image.class);
                yield bitmaps.bitmap(image.origin(), image.data());
            }
            case ALPHA_MASK -> {
                var image = fields.need("bitmap", LabelField.Image.class);
                yield bitmaps.alphaMask(image.origin(), image.data());
            }
            case MULTICHANNEL_BITMAP -> {
                var image = fields.need("multichannelBitmap", LabelField.Image.class);
                yield multichannel.box(image.origin(), image.data());
            }
            case GRAPH -> new Geometry.Graph(fields.need("nodes", LabelField.Nodes.class).nodes());
            case CUBOID -> cuboid(fields);
            case CUBOID_2D -> cuboid2d(fields.need("vertices", LabelField.Nodes.class).nodes());
            case ORIENTED_BBOX -> orientedBox(fields);
            case CUBOID_3D, POINT_3D, POLYLINE_3D, POINT_CLOUD, MASK_3D, MESH, CLOSED_SURFACE_MESH ->
                throw new DefectException(SHAPE_NOT_2D, "'" + shape.jsonName() + "' has three dimensions");
            case ANY -> throw new AssertionError();
        };
    }

    private static Rings outline(LabelFields fields) throws DefectException {
        var rings = fields.need("points", Rings.class);
        require(rings.interior() != null, "'points.interior' is missing");
        return rings;
    }

    private static Points exterior(LabelFields fields) throws DefectException {
        return present(outline(fields).exterior());
    }

    private static Points present(@Nullable Points exterior) throws DefectException {
        if (exterior == null) {
            throw new DefectException(BROKEN_GEOMETRY, "'exterior' is missing");
        }
        return exterior;
    }

    private static Geometry.Polygon polygon(Rings rings) throws DefectException {
        var exterior = present(rings.exterior());
        require(exterior.count() > 0, "an exterior without points");
        return new Geometry.Polygon(padded(exterior), holes(rings).map(GeometryReader::padded).toList());
    }

    private static Stream<Points> holes(Rings rings) {
        return Optional.ofNullable(rings.interior()).orElse(List.of()).stream().filter(hole -> hole.count() > 0);
    }

    /** The reference repeats the last point until there are three. */
    private static Points padded(Points ring) {
        if (ring.count() >= 3) {
            return ring;
        }
        int[] xy = Arrays.copyOf(ring.xy(), 6);
        for (int i = ring.xy().length; i < xy.length; i++) {
            xy[i] = xy[i - 2];
        }
        return new Points(xy);
    }

    private static Geometry multiPolygon(LabelFields fields) throws DefectException {
        var parts = new ArrayList<Geometry.Polygon>();
        for (var rings : fields.need("parts", LabelField.Parts.class).parts()) {
            require(present(rings.exterior()).count() >= 3, "a part of fewer than three points");
            require(rings.interior() == null || rings.interior().stream().allMatch(hole -> hole.count() >= 3),
                    "a hole of fewer than three points");
            parts.add(polygon(rings));
        }
        require(!parts.isEmpty(), "no parts");
        return new Geometry.MultiPolygon(parts);
    }

    private static Points twoCorners(Points corners) throws DefectException {
        require(corners.count() == 2, "expected two opposite corners");
        return corners;
    }

    private static Geometry.Rectangle rectangle(Points corners) {
        return new Geometry.Rectangle(Math.min(corners.x(0), corners.x(1)), Math.min(corners.y(0), corners.y(1)),
                Math.max(corners.x(0), corners.x(1)), Math.max(corners.y(0), corners.y(1)));
    }

    private static Geometry orientedBox(LabelFields fields) throws DefectException {
        var box = rectangle(twoCorners(fields.need("points", LabelField.Chain.class).points()));
        double angle = fields.need("angle", LabelField.Angle.class).radians();
        if (!Double.isFinite(angle)) {
            throw new DefectException(BAD_COORDINATE, "an angle that is not finite");
        }
        return new Geometry.OrientedBox(box.left(), box.top(), box.right(), box.bottom(), angle);
    }

    private static Geometry line(Points points) throws DefectException {
        require(points.count() >= 2, "a line of fewer than two points");
        return new Geometry.Polyline(points);
    }

    private static Geometry point(Points points) throws DefectException {
        require(points.count() == 1, "expected one point");
        return new Geometry.Point(points.x(0), points.y(0));
    }

    private static void requireDeclared(List<Node> nodes, GraphTemplate template) throws DefectException {
        for (var node : nodes) {
            if (!template.nodes().containsKey(node.id())) {
                throw new DefectException(UNKNOWN_GRAPH_NODE, "node '" + node.id() + "' is not in the template");
            }
        }
    }

    private static Geometry cuboid(LabelFields fields) throws DefectException {
        var points = fields.need("points", LabelField.Chain.class).points();
        var faces = fields.need("faces", LabelField.Faces.class).faces();
        require(faces.size() == 3, "expected three faces");
        var corners = new ArrayList<Points>();
        for (int[] face : faces) {
            corners.add(face(points, face));
        }
        return new Geometry.Cuboid(corners);
    }

    private static Points face(Points points, int[] face) throws DefectException {
        int[] xy = new int[2 * face.length];
        for (int i = 0; i < face.length; i++) {
            require(face[i] >= 0 && face[i] < points.count(), "a face names a point that does not exist");
            xy[2 * i] = points.x(face[i]);
            xy[2 * i + 1] = points.y(face[i]);
        }
        return new Points(xy);
    }

    private static Geometry cuboid2d(List<Node> vertices) throws DefectException {
        require(vertices.size() == 2 * CORNERS.size(), "expected eight vertices");
        return new Geometry.Cuboid2d(cuboidFace("face1-", vertices), cuboidFace("face2-", vertices));
    }

    private static Points cuboidFace(String face, List<Node> vertices) throws DefectException {
        int[] xy = new int[2 * CORNERS.size()];
        for (int i = 0; i < CORNERS.size(); i++) {
            var id = face + CORNERS.get(i);
            var vertex = vertices.stream().filter(v -> v.id().equals(id)).findFirst()
                    .orElseThrow(() -> new DefectException(BROKEN_GEOMETRY, "vertex '" + id + "' is missing"));
            xy[2 * i] = vertex.x();
            xy[2 * i + 1] = vertex.y();
        }
        return new Points(xy);
    }

    private static void require(boolean condition, String otherwise) throws DefectException {
        if (!condition) {
            throw new DefectException(BROKEN_GEOMETRY, otherwise);
        }
    }
}
