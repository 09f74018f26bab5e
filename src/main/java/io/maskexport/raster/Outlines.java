package io.maskexport.raster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.maskexport.geometry.Geometry.Cuboid2d;
import io.maskexport.geometry.Geometry.Graph;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Geometry.OrientedBox;
import io.maskexport.geometry.Geometry.Polygon;
import io.maskexport.geometry.Points;

/** The rings and nodes of geometries. */
final class Outlines {
    private Outlines() {}

    /** The four corners, rotated about the centre, all floored. */
    static Points of(OrientedBox box) {
        int centreX = Math.floorDiv(box.left() + box.right(), 2);
        int centreY = Math.floorDiv(box.top() + box.bottom(), 2);
        double cos = Math.cos(box.angle());
        double sin = Math.sin(box.angle());
        int[] corners = {box.left(), box.top(), box.right(), box.top(), box.right(), box.bottom(), box.left(),
            box.bottom()};
        for (int i = 0; i < corners.length; i += 2) {
            double dx = corners[i] - centreX;
            double dy = corners[i + 1] - centreY;
            corners[i] = (int) Math.floor(dx * cos - dy * sin + centreX);
            corners[i + 1] = (int) Math.floor(dx * sin + dy * cos + centreY);
        }
        return new Points(corners);
    }

    /** The five visible faces: front, top, right, bottom, left. */
    static List<Points> of(Cuboid2d cuboid) {
        var front = cuboid.front();
        var back = cuboid.back();
        return List.of(front, face(front, back, 0, 1), face(front, back, 1, 2), face(front, back, 2, 3),
                face(front, back, 3, 0));
    }

    /** The face between an edge of the front and the same edge of the back. */
    private static Points face(Points front, Points back, int from, int to) {
        return Points.of(front.x(from), front.y(from), back.x(from), back.y(from), back.x(to), back.y(to), front.x(to),
                front.y(to));
    }

    static double area(Polygon polygon) {
        double holes = polygon.holes().stream().mapToDouble(Outlines::area).sum();
        return area(polygon.exterior()) - holes;
    }

    /** Uses the shoelace formula. */
    private static double area(Points ring) {
        long twice = 0;
        for (int i = 0, previous = ring.count() - 1; i < ring.count(); previous = i++) {
            twice += (long) ring.y(i) * ring.x(previous) - (long) ring.x(i) * ring.y(previous);
        }
        return 0.5 * Math.abs(twice);
    }

    /** The enabled nodes by id, in file order. */
    static Map<String, Node> enabledNodes(Graph graph) {
        var enabled = new LinkedHashMap<String, Node>();
        graph.nodes().stream().filter(node -> !node.disabled()).forEach(node -> enabled.put(node.id(), node));
        return enabled;
    }
}
