package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.Spans;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;

/** A black and white picture of one set of pixels, encoded directly from its runs. Reusable. */
final class SpanMask {
    private static final int WHITE = 255;

    private int[] values = new int[64];
    private int[] ends = new int[64];
    private int count;

    /** Encodes a picture that is white where the set is; the set must lie on the canvas. */
    byte[] encode(Spans spans, int width, int height, RunPng png) {
        png.begin(width, height, PngFormat.GREY_8);
        int next = 0;
        int begin = 0;
        for (int i = 0; i < spans.count();) {
            int y = spans.y(i);
            int end = endOfRow(spans, i);
            png.blankRows(y - next);
            if (y == next && isSame(spans, begin, i, end)) {
                png.repeatRow(1);
            } else {
                row(spans, i, end, width);
                png.row(values, ends, count);
            }
            next = y + 1;
            begin = i;
            i = end;
        }
        png.blankRows(height - next);
        return png.finish();
    }

    private static int endOfRow(Spans spans, int begin) {
        int end = begin + 1;
        while (end < spans.count() && spans.y(end) == spans.y(begin)) {
            end++;
        }
        return end;
    }

    /** Whether runs {@code begin} to {@code middle - 1} cover the same columns as those from there to {@code end - 1}. */
    private static boolean isSame(Spans spans, int begin, int middle, int end) {
        int length = middle - begin;
        if (end - middle != length) {
            return false;
        }
        for (int i = begin; i < middle; i++) {
            if (spans.from(i) != spans.from(i + length) || spans.to(i) != spans.to(i + length)) {
                return false;
            }
        }
        return true;
    }

    private void row(Spans spans, int begin, int end, int width) {
        int capacity = 2 * (end - begin) + 1;
        if (values.length < capacity) {
            values = Arrays.copyOf(values, 2 * capacity);
            ends = Arrays.copyOf(ends, 2 * capacity);
        }
        count = 0;
        int right = 0;
        for (int i = begin; i < end; i++) {
            if (spans.from(i) > right) {
                add(0, spans.from(i));
            }
            right = spans.to(i);
            add(WHITE, right);
        }
        if (right < width) {
            add(0, width);
        }
    }

    private void add(int value, int end) {
        values[count] = value;
        ends[count++] = end;
    }
}
