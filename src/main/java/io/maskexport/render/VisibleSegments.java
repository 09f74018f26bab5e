package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.PixelBox;
import io.maskexport.png.RunRows;

/** Measures what can be seen of each object in a picture whose values are the numbers of objects, from 1. */
final class VisibleSegments implements RunRows {
    private final long[] areas;
    private final int[] left;
    private final int[] right;
    private final int[] top;
    private final int[] bottom;
    private final RowRuns row = new RowRuns();
    private int y;

    /** @param objects the largest number */
    VisibleSegments(int objects) {
        areas = new long[objects + 1];
        left = new int[objects + 1];
        right = new int[objects + 1];
        top = new int[objects + 1];
        bottom = new int[objects + 1];
        Arrays.fill(left, Integer.MAX_VALUE);
    }

    long area(int number) {
        return areas[number];
    }

    /** The smallest rectangle that contains all that can be seen of an object. */
    PixelBox box(int number) {
        return areas[number] == 0
                ? PixelBox.EMPTY
                : new PixelBox(left[number], top[number], right[number] - left[number], bottom[number] - top[number]);
    }

    @Override
    public void blankRows(int n) {
        row.clear();
        y += n;
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        row.clear();
        for (int i = 0; i < count; i++) {
            row.add(values[i], ends[i]);
        }
        add(1);
    }

    @Override
    public void repeatRow(int n) {
        add(n);
    }

    private void add(int rows) {
        int from = 0;
        for (int i = 0; i < row.count(); i++) {
            int number = row.values()[i];
            int end = row.ends()[i];
            if (number != 0) {
                add(number, from, end, rows);
            }
            from = end;
        }
        y += rows;
    }

    private void add(int number, int from, int to, int rows) {
        if (areas[number] == 0) {
            top[number] = y;
        }
        areas[number] += (long) rows * (to - from);
        left[number] = Math.min(left[number], from);
        right[number] = Math.max(right[number], to);
        bottom[number] = y + rows;
    }
}
