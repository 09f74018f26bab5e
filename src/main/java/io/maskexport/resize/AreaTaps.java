package io.maskexport.resize;

/**
 * The source pixels that contribute to each pixel of a row or column, with their weights. The taps of pixel {@code i}
 * are {@code start[i]} to {@code start[i + 1] - 1}, on consecutive source pixels from {@code first[i]}.
 */
record AreaTaps(int[] start, int[] first, float[] weight) {
    /** A smaller share of a source pixel is ignored. */
    private static final double SMALLEST_SHARE = 1e-3;

    int size() {
        return first.length;
    }

    static AreaTaps of(int sourceSize, int size) {
        double scale = AreaResize.scale(sourceSize, size);
        int[] start = new int[size + 1];
        int[] first = new int[size];
        float[] weight = new float[Math.toIntExact(size * ((long) Math.ceil(scale) + 2))];
        int count = 0;
        for (int i = 0; i < size; i++) {
            double from = i * scale;
            double to = from + scale;
            double cell = Math.min(scale, sourceSize - from);
            int wholeTo = Math.min((int) Math.floor(to), sourceSize - 1);
            int wholeFrom = Math.min((int) Math.ceil(from), wholeTo);
            first[i] = wholeFrom;
            if (wholeFrom - from > SMALLEST_SHARE) {
                first[i]--;
                weight[count++] = (float) ((wholeFrom - from) / cell);
            }
            for (int s = wholeFrom; s < wholeTo; s++) {
                weight[count++] = (float) (1.0 / cell);
            }
            if (to - wholeTo > SMALLEST_SHARE) {
                weight[count++] = (float) (Math.min(Math.min(to - wholeTo, 1.0), cell) / cell);
            }
            start[i + 1] = count;
        }
        return new AreaTaps(start, first, weight);
    }
}
