package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.Spans;

/**
 * The runs of all layers of a picture, a row at a time from the top down, and within a row in the order in which the layers
 * were added. The runs stay where they are: for each layer its next run is known, and each row has a list of the layers of
 * which that run lies in it. Reusable.
 */
final class LayerRuns {
    private static final int SMALL = 64;
    /** Room for more layers than that is given back. */
    private static final int KEPT = 1 << 14;

    private Spans[] layers = new Spans[SMALL];
    /** Per layer: its runs of the row that was loaded last, and the layer before it in the list of its next row. */
    private int[] begins = new int[SMALL];
    private int[] ends = new int[SMALL];
    private int[] previous = new int[SMALL];
    /** For each row one more than the last layer of its list, or 0. */
    private int[] lists = new int[256];
    private int count;

    private int[] row = new int[SMALL];
    private int size;
    private int[] above = new int[SMALL];
    private int aboveSize;
    private int loaded;
    private int runs;

    void clear() {
        Arrays.fill(layers, 0, count, null);
        count = 0;
        if (layers.length > KEPT) {
            layers = new Spans[SMALL];
            begins = new int[SMALL];
            ends = new int[SMALL];
            previous = new int[SMALL];
            row = new int[SMALL];
            above = new int[SMALL];
        }
    }

    /** Adds a layer over those before. */
    void add(Spans spans) {
        if (count == layers.length) {
            layers = Arrays.copyOf(layers, 2 * count);
            begins = new int[2 * count];
            ends = new int[2 * count];
            previous = new int[2 * count];
        }
        layers[count++] = spans;
    }

    /** Begins with the first row, after the last layer was added; all runs must lie above row {@code height}. */
    void start(int height) {
        if (lists.length < height) {
            lists = new int[height];
        }
        Arrays.fill(lists, 0, height, 0);
        for (int layer = 0; layer < count; layer++) {
            ends[layer] = 0;
            enlist(layer);
        }
        size = 0;
        loaded = -1;
    }

    /** Puts a layer into the list of the row of its next run. */
    private void enlist(int layer) {
        var spans = layers[layer];
        if (ends[layer] < spans.count()) {
            int y = spans.y(ends[layer]);
            previous[layer] = lists[y];
            lists[y] = layer + 1;
        }
    }

    /** Whether no layer has a run in a row; for a row that is not loaded yet. */
    boolean isBlank(int y) {
        return lists[y] == 0;
    }

    /** Loads a row below the one that was loaded last; no row with runs may be left out. */
    void load(int y) {
        int[] swap = above;
        above = row;
        row = swap;
        aboveSize = loaded == y - 1 ? size : 0;
        loaded = y;
        list(y);
        runs = 0;
        for (int i = 0; i < size; i++) {
            int layer = row[i];
            int begin = ends[layer];
            begins[layer] = begin;
            ends[layer] = endOfRow(layers[layer], begin, y);
            runs += ends[layer] - begin;
            enlist(layer);
        }
    }

    /** A list runs backwards. Layers that began in this row were put into it before those that go on. */
    private void list(int y) {
        size = 0;
        boolean sorted = true;
        for (int i = lists[y]; i != 0; i = previous[i - 1]) {
            if (size == row.length) {
                row = Arrays.copyOf(row, 2 * size);
            }
            row[size] = 1 - i;
            sorted &= size == 0 || row[size - 1] < row[size];
            size++;
        }
        if (!sorted) {
            Arrays.sort(row, 0, size);
        }
        for (int i = 0, j = size - 1; i <= j; i++, j--) {
            int last = -row[j];
            row[j] = -row[i];
            row[i] = last;
        }
    }

    private static int endOfRow(Spans spans, int begin, int y) {
        int end = begin + 1;
        while (end < spans.count() && spans.y(end) == y) {
            end++;
        }
        return end;
    }

    /** Layers that have runs in the loaded row. */
    int size() {
        return size;
    }

    /** Number of layer {@code i} of the loaded row, counted as they were added. */
    int layer(int i) {
        return row[i];
    }

    /** The set to which the runs of layer {@code i} of the loaded row belong. */
    Spans spans(int i) {
        return layers[row[i]];
    }

    /** First run of layer {@code i} in the loaded row. */
    int begin(int i) {
        return begins[row[i]];
    }

    /** The run behind the last one of layer {@code i} in the loaded row. */
    int end(int i) {
        return ends[row[i]];
    }

    /** Runs of the loaded row. */
    int runs() {
        return runs;
    }

    /** Whether the loaded row has the same runs as the one above. */
    boolean repeats() {
        if (size != aboveSize || !Arrays.equals(row, 0, size, above, 0, size)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!repeats(spans(i), begin(i), end(i))) {
                return false;
            }
        }
        return true;
    }

    /** The runs of the row above stand before those of this one. */
    private static boolean repeats(Spans spans, int begin, int end) {
        int length = end - begin;
        int above = begin - length;
        if (above < 0 || spans.y(above) != spans.y(begin) - 1 || (above > 0 && spans.y(above - 1) == spans.y(above))) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            long run = spans.run(i);
            long other = spans.run(i - length);
            if (Spans.from(run) != Spans.from(other) || Spans.to(run) != Spans.to(other)) {
                return false;
            }
        }
        return true;
    }
}
