package io.maskexport.raster;

import java.util.Arrays;
import java.util.List;

import io.maskexport.geometry.Points;

/**
 * Counts how often the edges of chains of points cross, touch or cover one another, except where neighbours meet. A
 * sweep over rows compares edges with overlapping bounding boxes; it stops at a limit on crossings or on comparisons,
 * both of which depend only on the points.
 */
final class CrossingCount {
    /** Comparisons for each allowed crossing; an ordinary outline needs a few for each edge. */
    private static final int COMPARISONS = 1_000;

    private final int limit;
    private int edges;
    private int[] x1 = new int[0];
    private int[] y1 = new int[0];
    private int[] x2 = new int[0];
    private int[] y2 = new int[0];
    private int[] next = new int[0];

    CrossingCount(int limit) {
        this.limit = limit;
    }

    /** The number of crossings; a number above the limit if there are more, or too many to compare. */
    int count(List<Points> chains, boolean closed) {
        gather(chains, closed);
        long comparisonsLeft = (long) COMPARISONS * limit;
        int crossings = 0;
        int active = 0;
        var sweep = new int[edges];
        for (int edge : byTop()) {
            int kept = 0;
            for (int i = 0; i < active; i++) {
                int other = sweep[i];
                if (Math.max(y1[other], y2[other]) < Math.min(y1[edge], y2[edge])) {
                    continue;
                }
                sweep[kept++] = other;
                if (!areNeighbours(edge, other) && cross(edge, other)) {
                    crossings++;
                }
            }
            comparisonsLeft -= active;
            if (crossings > limit || comparisonsLeft < 0) {
                return limit + 1;
            }
            sweep[kept] = edge;
            active = kept + 1;
        }
        return crossings;
    }

    private void gather(List<Points> chains, boolean closed) {
        int points = chains.stream().mapToInt(Points::count).sum();
        edges = 0;
        x1 = new int[points];
        y1 = new int[points];
        x2 = new int[points];
        y2 = new int[points];
        next = new int[points];
        chains.forEach(chain -> gather(chain, closed));
    }

    private void gather(Points chain, boolean closed) {
        int first = edges;
        for (int i = 1; i < chain.count(); i++) {
            add(chain, i - 1, i);
        }
        if (closed) {
            add(chain, chain.count() - 1, 0);
            if (edges > first) {
                next[edges - 1] = first;
            }
        }
    }

    private void add(Points chain, int from, int to) {
        if (chain.x(from) != chain.x(to) || chain.y(from) != chain.y(to)) {
            x1[edges] = chain.x(from);
            y1[edges] = chain.y(from);
            x2[edges] = chain.x(to);
            y2[edges] = chain.y(to);
            next[edges] = edges + 1;
            edges++;
        }
    }

    private int[] byTop() {
        var keys = new long[edges];
        for (int i = 0; i < edges; i++) {
            keys[i] = (long) Math.min(y1[i], y2[i]) << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private boolean areNeighbours(int a, int b) {
        return next[a] == b || next[b] == a;
    }

    private boolean cross(int a, int b) {
        return Math.max(x1[a], x2[a]) >= Math.min(x1[b], x2[b]) && Math.max(x1[b], x2[b]) >= Math.min(x1[a], x2[a])
                && straddles(a, b) && straddles(b, a);
    }

    /** Whether the ends of b are not both on the same side of the line through a. */
    private boolean straddles(int a, int b) {
        return side(a, x1[b], y1[b]) * side(a, x2[b], y2[b]) <= 0;
    }

    private int side(int a, int x, int y) {
        long dx = (long) x2[a] - x1[a];
        long dy = (long) y2[a] - y1[a];
        return Long.signum(dx * (y - y1[a]) - dy * (x - x1[a]));
    }
}
