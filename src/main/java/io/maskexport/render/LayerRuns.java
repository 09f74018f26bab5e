package io.maskexport.render;

import java.util.Arrays;

import io.maskexport.geometry.Spans;

/**
 * Iterates over the runs of all layers of a picture, row by row from the top, and within a row in the order in which
 * the layers were added. The runs are not copied: each layer keeps its next run, and each row has a list of the layers
 * whose next run lies in it. Reusable.
 */
final class LayerRuns {
    private static final int SMALL = 64;
    /** Memory for more layers than this is released. */
    private static final int KEPT = 1 << 14;

    private Spans[] layers = new Spans[SMALL];
    /** For each layer: its first run in the last loaded row, and its predecessor in the list of its next row. */
    private int[] begins = new int[SMALL];
    private int[] ends = new int[SMALL];
    private int[] previous = new int[SMALL];
    /** For each row, the last layer of its list plus one, or 0. */
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

    /** Adds a layer above the earlier ones. */
    void add(Spans spans) {
        if (count == layers.length) {
            layers = Arrays.copyOf(layers, 2 * count);
            begins = new int[2 * count];
            ends = new int[2 * count];
            previous = new int[2 * count];
        }
        layers[count++] = spans;
    }

    /** Starts at the first row, once all layers are added; all runs must lie above row {@code height}. */
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

    /** Adds a layer to the list of the row of its next run. */
    private void enlist(int layer) {
        var spans = layers[layer];
        if (ends[layer] < spans.count()) {
            int y = spans.y(ends[layer]);
            previous[layer] = lists[y];
            lists[y] = layer + 1;
        }
    }

    /** Whether no layer has a run in the row, which must not be loaded yet. */
    boolean isBlank(int y) {
        return lists[y] == 0;
    }

    /** Loads a row below the last loaded one; no row with runs may be skipped. */
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

    /** Lists run backwards. Layers that start in this row were added to the list before those that continue. */
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

    /** Number of layers with runs in the loaded row. */
    int size() {
        return size;
    }

    /** Index of layer {@code i} of the loaded row, in the order of adding. */
    int layer(int i) {
        return row[i];
    }

    /** The set that contains the runs of layer {@code i} of the loaded row. */
    Spans spans(int i) {
        return layers[row[i]];
    }

    /** First run of layer {@code i} in the loaded row. */
    int begin(int i) {
        return begins[row[i]];
    }

    /** The run after the last one of layer {@code i} in the loaded row. */
    int end(int i) {
        return ends[row[i]];
    }

    /** Number of runs in the loaded row. */
    int runs() {
        return runs;
    }

    /** Whether the loaded row has the same runs as the row above. */
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

    /** The runs of the row above precede those of this row. */
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
