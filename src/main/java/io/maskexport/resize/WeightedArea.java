package io.maskexport.resize;

/** The weighted average of whole and partial pixels: first along each source row, then down the rows, in floats. */
final class WeightedArea implements RowReducer {
    private final AreaTaps columns;
    private final AreaTaps rows;
    private final float[] line;
    private final float[] sums;
    private int sourceRow;
    private int row;
    private int tap;

    WeightedArea(AreaTaps columns, AreaTaps rows) {
        this.columns = columns;
        this.rows = rows;
        line = new float[AreaResize.SAMPLES * columns.size()];
        sums = new float[line.length];
    }

    @Override
    public boolean add(byte[] rgb, int from, byte[] out) {
        boolean completes = false;
        int source = sourceRow++;
        if (isNext(source)) {
            reduceLine(rgb, from);
            addLine();
            completes = endRow(out);
            if (completes && isNext(source)) {
                addLine();
            }
        }
        return completes;
    }

    /** Whether the next tap of the row in progress is on this source row. */
    private boolean isNext(int source) {
        return row < rows.size() && rows.first()[row] + tap - rows.start()[row] == source;
    }

    private void addLine() {
        float weight = rows.weight()[tap];
        if (tap == rows.start()[row]) {
            for (int i = 0; i < line.length; i++) {
                sums[i] = weight * line[i];
            }
        } else {
            for (int i = 0; i < line.length; i++) {
                sums[i] += weight * line[i];
            }
        }
        tap++;
    }

    private boolean endRow(byte[] out) {
        if (tap < rows.start()[row + 1]) {
            return false;
        }
        for (int i = 0; i < sums.length; i++) {
            out[i] = (byte) Math.clamp((int) Math.rint(sums[i]), 0, 255);
        }
        row++;
        return true;
    }

    private void reduceLine(byte[] rgb, int from) {
        int[] start = columns.start();
        float[] weight = columns.weight();
        for (int x = 0; x < columns.size(); x++) {
            int at = from + AreaResize.SAMPLES * columns.first()[x];
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int t = start[x]; t < start[x + 1]; t++, at += AreaResize.SAMPLES) {
                red += (rgb[at] & 255) * weight[t];
                green += (rgb[at + 1] & 255) * weight[t];
                blue += (rgb[at + 2] & 255) * weight[t];
            }
            line[3 * x] = red;
            line[3 * x + 1] = green;
            line[3 * x + 2] = blue;
        }
    }
}
