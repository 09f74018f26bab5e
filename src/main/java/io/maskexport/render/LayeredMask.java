package io.maskexport.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.png.RunRows;

/**
 * A picture of layers; a later one covers an earlier one. Makes rows one at a time, as runs, and paints pixels only
 * where many layers meet or are blended; apart from the runs, nothing is larger than a row. Reusable.
 */
final class LayeredMask {
    /** Rows with up to this many runs are composed without pixels. */
    private static final int FEW = 64;

    private final List<Layer> layers = new ArrayList<>();
    private final LayerRuns runs = new LayerRuns();
    private final RowRuns row = new RowRuns();
    private boolean mixes;
    /** The value of each plain layer. */
    private int[] values = new int[64];
    private int[] line = new int[0];
    private int width;
    private int height;

    /** Starts a black picture. */
    void begin(int width, int height) {
        this.width = width;
        this.height = height;
        clear();
        mixes = false;
        if (line.length < width) {
            line = new int[width];
        }
    }

    /** Paints a value over the pixels of a set. */
    void add(Spans spans, int value) {
        runs.add(spans);
        if (layers.size() >= values.length) {
            values = Arrays.copyOf(values, 2 * layers.size());
        }
        values[layers.size()] = value;
        layers.add(new Layer.Plain(value));
    }

    /** Blends a grey value. */
    void addMixedGrey(AlphaMask mask, int value) {
        add(mask, new Layer.MixedGrey(mask, value));
    }

    /** Blends a colour. */
    void addMixedColour(AlphaMask mask, int rgb) {
        add(mask, new Layer.MixedColour(mask, rgb));
    }

    private void add(AlphaMask mask, Layer layer) {
        runs.add(Alpha.box(mask));
        layers.add(layer);
        mixes = true;
    }

    /** Encodes the picture. */
    byte[] encode(RunPng png, PngFormat format) {
        png.begin(width, height, format);
        compose(png);
        return png.finish();
    }

    /** Passes the rows of the picture on. */
    void compose(RunRows rows) {
        runs.start(height);
        for (int y = 0; y < height; y++) {
            if (runs.isBlank(y)) {
                int end = endOfBlank(y);
                rows.blankRows(end - y);
                y = end - 1;
            } else {
                composeRow(y, rows);
            }
        }
        clear();
    }

    private void composeRow(int y, RunRows rows) {
        Interruption.check();
        runs.load(y);
        if (runs.repeats() && isPlain()) {
            rows.repeatRow(1);
        } else {
            paint(y);
            rows.row(row.values(), row.ends(), row.count());
        }
    }

    private void clear() {
        layers.clear();
        runs.clear();
    }

    private int endOfBlank(int from) {
        int y = from;
        while (y < height && runs.isBlank(y)) {
            y++;
        }
        return y;
    }

    private boolean isPlain() {
        for (int i = 0; mixes && i < runs.size(); i++) {
            if (!layers.get(runs.layer(i)).isPlain()) {
                return false;
            }
        }
        return true;
    }

    /** Computes the runs of the loaded row. */
    private void paint(int y) {
        if (runs.runs() <= FEW && isPlain()) {
            lay();
        } else {
            paintLine(y);
        }
    }

    /** Composes runs without pixels: the time grows with the square of their number. */
    private void lay() {
        row.clear();
        row.add(0, width);
        for (int i = 0; i < runs.size(); i++) {
            int value = values[runs.layer(i)];
            var spans = runs.spans(i);
            for (int j = runs.begin(i); j < runs.end(i); j++) {
                long run = spans.run(j);
                row.lay(value, Spans.from(run), Spans.to(run));
            }
        }
    }

    /** Paints pixel by pixel, then clears the line. */
    private void paintLine(int y) {
        int left = width;
        int right = 0;
        for (int i = 0; i < runs.size(); i++) {
            var layer = layers.get(runs.layer(i));
            var spans = runs.spans(i);
            for (int j = runs.begin(i); j < runs.end(i); j++) {
                long run = spans.run(j);
                layer.paint(line, y, Spans.from(run), Spans.to(run));
            }
            left = Math.min(left, spans.from(runs.begin(i)));
            right = Math.max(right, spans.to(runs.end(i) - 1));
        }
        row.clear();
        if (left > 0) {
            row.add(0, left);
        }
        findRuns(left, right);
        if (right < width) {
            row.add(0, width);
        }
        Arrays.fill(line, left, right, 0);
    }

    /** A run ends where the line differs from itself shifted by one. */
    private void findRuns(int left, int right) {
        int from = left;
        while (from < right) {
            int same = Arrays.mismatch(line, from, right - 1, line, from + 1, right);
            int end = same < 0 ? right : from + same + 1;
            row.add(line[from], end);
            from = end;
        }
    }
}
