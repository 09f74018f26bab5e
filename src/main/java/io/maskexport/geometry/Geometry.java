package io.maskexport.geometry;

import java.util.List;

/**
 * The area that a label covers, as the annotation states it: coordinates are floored to whole pixels and may lie
 * outside the canvas. Drawing follows OpenCV 4.11 (see {@code docs/pixels.md}).
 */
public sealed interface Geometry {
    /** Approximate memory in bytes; the exact value depends on the virtual machine. */
    default long bytes() {
        return switch (this) {
            case Polygon polygon -> polygon.exterior().bytes() + bytes(polygon.holes());
            case MultiPolygon multi -> multi.parts().stream().mapToLong(Polygon::bytes).sum();
            case Polyline line -> line.points().bytes();
            case Bitmap bitmap -> OBJECT_BYTES + (long) Long.BYTES * bitmap.pixels().count();
            case AlphaMask mask -> OBJECT_BYTES + mask.alpha().length;
            case Graph graph -> graph.nodes().stream().mapToLong(node -> 2 * OBJECT_BYTES + node.id().length()).sum();
            case Cuboid cuboid -> bytes(cuboid.faces());
            case Cuboid2d cuboid -> cuboid.front().bytes() + cuboid.back().bytes();
            case Unknown unknown -> OBJECT_BYTES + unknown.type().length();
            case Rectangle _,OrientedBox _,Point _ -> OBJECT_BYTES;
        };
    }

    private static long bytes(List<Points> chains) {
        return chains.stream().mapToLong(Points::bytes).sum();
    }

    /** Of a small object and of the list that holds it. */
    long OBJECT_BYTES = 64;

    /** An area with holes. Rings have at least three points; holes may overlap each other and the outline. */
    record Polygon(Points exterior, List<Points> holes) implements Geometry {
        public Polygon {
            holes = List.copyOf(holes);
        }
    }

    /** Several areas that form one object; at least one. */
    record MultiPolygon(List<Polygon> parts) implements Geometry {
        public MultiPolygon {
            parts = List.copyOf(parts);
        }
    }

    /** All pixels from left to right and top to bottom, both ends included. */
    record Rectangle(int left, int top, int right, int bottom) implements Geometry {}

    /**
     * A rectangle rotated about its centre; never cropped.
     *
     * @param angle radians, clockwise on the screen
     */
    record OrientedBox(int left, int top, int right, int bottom, double angle) implements Geometry {}

    /** An open chain of at least two points, drawn with the thickness of the request. */
    record Polyline(Points points) implements Geometry {}

    /** A disc around one point; its radius depends on the thickness. */
    record Point(int x, int y) implements Geometry {}

    /**
     * A set of pixels.
     *
     * @param left canvas column of the bitmap's left edge; may be negative
     * @param top canvas row of the bitmap's upper edge; may be negative
     * @param pixels relative to that corner
     */
    record Bitmap(int left, int top, Spans pixels) implements Geometry {}

    /**
     * Pixels with individual opacity.
     *
     * @param alpha row by row, {@code width * height} bytes, 0 transparent to 255 opaque; must not be changed
     */
    record AlphaMask(int left, int top, int width, int height, byte[] alpha) implements Geometry {}

    /** Named points, joined by the edges of the class's template. */
    record Graph(List<Node> nodes) implements Geometry {
        public Graph {
            nodes = List.copyOf(nodes);
        }
    }

    /** One node of a graph; a disabled one is not drawn, nor are its edges. */
    record Node(String id, int x, int y, boolean disabled) {}

    /** The union of three faces of four points each. */
    record Cuboid(List<Points> faces) implements Geometry {
        public Cuboid {
            faces = List.copyOf(faces);
        }
    }

    /**
     * A flat drawing of a box: two faces of four corners each, in the order top left, top right, bottom right, bottom
     * left.
     */
    record Cuboid2d(Points front, Points back) implements Geometry {}

    /** A shape unknown to this version: draws nothing; its instance mask is written, all black. */
    record Unknown(String type) implements Geometry {}
}
