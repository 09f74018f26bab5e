package io.maskexport.bitmap;

import java.util.Arrays;

import io.maskexport.defect.DefectException;
import io.maskexport.geometry.SpanWriter;
import io.maskexport.geometry.Spans;

/** Finds the runs of non-zero pixels, and their bounding box. */
final class RunCollector implements OpacityBitmap.Sink {
    private final LabelBudget budget;
    private final boolean keepsRuns;
    private final SpanWriter runs = new SpanWriter();
    private int[] row = new int[16];
    private int ends;
    private int left = Integer.MAX_VALUE;
    private int right = -1;
    private int top = -1;
    private int bottom = -1;

    /** The bounding box, all ends included. */
    record Box(int left, int top, int right, int bottom) {
        boolean isEmpty() {
            return right < 0;
        }

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }
    }

    /** @param keepsRuns whether runs are needed, or only the box */
    RunCollector(LabelBudget budget, boolean keepsRuns) {
        this.budget = budget;
        this.keepsRuns = keepsRuns;
    }

    @Override
    public void row(int y, byte[] values, boolean repeated) throws DefectException {
        if (!repeated) {
            findRuns(values);
        }
        if (ends == 0) {
            return;
        }
        if (keepsRuns) {
            keep(y);
        }
        left = Math.min(left, row[0]);
        right = Math.max(right, row[ends - 1] - 1);
        top = top < 0 ? y : top;
        bottom = y;
    }

    private void keep(int y) throws DefectException {
        budget.takeRuns(ends / 2);
        for (int i = 0; i < ends; i += 2) {
            runs.append(y, row[i], row[i + 1]);
        }
    }

    /** Visits stretches of equal values; adjacent non-zero ones form one run. */
    private void findRuns(byte[] values) {
        ends = 0;
        int width = values.length;
        for (int from = 0; from < width;) {
            int same = Arrays.mismatch(values, from, width - 1, values, from + 1, width);
            int to = same < 0 ? width : from + same + 1;
            if (values[from] != 0) {
                append(from, to);
            }
            from = to;
        }
    }

    private void append(int from, int to) {
        if (ends > 0 && row[ends - 1] == from) {
            row[ends - 1] = to;
            return;
        }
        if (ends == row.length) {
            row = Arrays.copyOf(row, 2 * row.length);
        }
        row[ends++] = from;
        row[ends++] = to;
    }

    Box box() {
        return new Box(left, top, right, bottom);
    }

    /** The runs relative to the box's corner. May be called once. */
    Spans trimmed() {
        return runs.build().moved(-left, -top, Spans.MAX_COORDINATE, Spans.MAX_COORDINATE);
    }
}
