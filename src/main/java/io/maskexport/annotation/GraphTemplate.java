package io.maskexport.annotation;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The nodes and edges that all graphs of a class share.
 *
 * @param nodes by id: the node's colour ({@code 0xRRGGBB}), or empty for the class colour
 * @param edges in drawing order
 */
public record GraphTemplate(Map<String, OptionalInt> nodes, List<Edge> edges) {
    public static final GraphTemplate NONE = new GraphTemplate(Map.of(), List.of());

    public GraphTemplate {
        nodes = Map.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** A line between two nodes, given by id; its colour, or empty for the class colour. */
    public record Edge(String source, String destination, OptionalInt rgb) {}
}
