package io.maskexport.geometry;

import java.util.Arrays;

/**
 * A chain of points in file order; as a ring, it is closed from the last point to the first.
 *
 * @param xy x0, y0, x1, y1 …, whole pixels within ±10,000,000; must not be changed
 */
public record Points(int[] xy) {
    public static Points of(int... xy) {
        return new Points(xy);
    }

    /** Approximate memory in bytes. */
    public long bytes() {
        return Geometry.OBJECT_BYTES + (long) Integer.BYTES * xy.length;
    }

    public int count() {
        return xy.length / 2;
    }

    public int x(int i) {
        return xy[2 * i];
    }

    public int y(int i) {
        return xy[2 * i + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points that && Arrays.equals(xy, that.xy);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xy);
    }

    @Override
    public String toString() {
        return Arrays.toString(xy);
    }
}
