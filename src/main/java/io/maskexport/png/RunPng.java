package io.maskexport.png;

/**
 * Encodes pictures given as rows of runs. The cost depends on the number of runs and the size of the output, not on the
 * number of pixels: PNG's filters "None" and "Up", DEFLATE and Adler-32 are all computed on runs. The same rows give
 * the same bytes on every machine and in every thread. Reusable, one picture at a time: {@link #begin}, rows from top
 * to bottom, {@link #finish}.
 */
public final class RunPng implements RunRows {
    /** Largest width and height. */
    public static final int MAX_SIDE = 65_500;

    private static final int NONE = 0;
    private static final int UP = 2;
    private static final int[] REPEATED_BYTE = {0, 0x01, 0x0101, 0x010101};

    private final BitWriter out = new BitWriter();
    private final RunTokens tokens = new RunTokens(out);
    private final Adler adler = new Adler();
    private final Runs difference = new Runs();
    private Runs row = new Runs();
    private Runs above = new Runs();
    private PngFormat format = PngFormat.GREY_8;
    private byte[] palette = PngFile.NO_PALETTE;
    private int pixelBytes = 1;
    private int width;
    private int height;
    private int rows;

    /**
     * Starts a picture.
     *
     * @param width pixels of a row, 1 to {@value #MAX_SIDE}
     * @param height rows, 1 to {@value #MAX_SIDE}
     * @param format without a palette
     */
    public void begin(int width, int height, PngFormat format) {
        begin(width, height, format, PngFile.NO_PALETTE);
    }

    /**
     * Starts a picture whose values are indices of a palette.
     *
     * @param palette red, green and blue of each colour, for 1 to 256 colours; must not be changed
     */
    public void begin(int width, int height, byte[] palette) {
        begin(width, height, PngFormat.PALETTE_8, palette);
    }

    private void begin(int width, int height, PngFormat format, byte[] palette) {
        PngFile.requireSides(width, height, MAX_SIDE);
        this.width = width;
        this.height = height;
        this.format = format;
        this.palette = palette;
        pixelBytes = format.bytesPerPixel();
        rows = 0;
        above.blank(width);
        adler.clear();
        PngFile.begin(out, palette);
        tokens.begin(pixelBytes);
    }

    @Override
    public void blankRows(int n) {
        if (n == 0) {
            return;
        }
        rows += n;
        above.blank(width);
        addRun(NONE, n * (1 + (long) width * pixelBytes));
    }

    @Override
    public void row(int[] values, int[] ends, int count) {
        if (ends[count - 1] != width) {
            throw new IllegalArgumentException("a row of " + ends[count - 1] + " pixels in a width of " + width);
        }
        rows++;
        row.set(values, ends, count);
        difference.setDifference(row, above);
        if (estimate(difference) < estimate(row)) {
            addRow(UP, difference);
        } else {
            addRow(NONE, row);
        }
        tokens.endRow();
        Runs swap = above;
        above = row;
        row = swap;
    }

    @Override
    public void repeatRow(int n) {
        if (above.isBlank()) {
            blankRows(n);
            return;
        }
        rows += n;
        for (int i = 0; i < n; i++) {
            addRun(UP, 1);
            addRun(0, (long) width * pixelBytes);
        }
        tokens.endRow();
    }

    /**
     * The PNG file, in an array of exactly its size.
     *
     * @throws IllegalStateException unless {@code height} rows were added
     * @throws ArithmeticException if the file would exceed 2 GiB
     */
    public byte[] finish() {
        PngFile.requireRows(rows, height);
        tokens.finish();
        PngFile.putZlibTrailer(out, adler.value());
        return PngFile.of(width, height, format, palette, out);
    }

    private void addRow(int filter, Runs runs) {
        addRun(filter, 1);
        int from = 0;
        for (int i = 0; i < runs.count; i++) {
            addPixels(runs.values[i], runs.ends[i] - from);
            from = runs.ends[i];
        }
    }

    private void addPixels(int pixel, int n) {
        int low = pixel & 255;
        if (pixel == low * REPEATED_BYTE[pixelBytes]) {
            addRun(low, (long) n * pixelBytes);
        } else {
            adler.addPixels(pixel, pixelBytes, n);
            tokens.addPixels(pixel, pixelBytes, n);
        }
    }

    private void addRun(int value, long n) {
        adler.addRun(value, n);
        tokens.addRun(value, n);
    }

    /**
     * Approximate size of a row in bits: zero is the most frequent literal; a run is a literal and a match, or a few
     * literals.
     */
    private int estimate(Runs runs) {
        int literal = 6 * pixelBytes;
        int bits = 0;
        int from = 0;
        for (int i = 0; i < runs.count; i++) {
            int n = runs.ends[i] - from;
            from = runs.ends[i];
            bits += runs.values[i] == 0 ? 3 : literal;
            bits += Math.min(literal * (n - 1), 9 + n * pixelBytes / 128);
        }
        return bits;
    }
}
