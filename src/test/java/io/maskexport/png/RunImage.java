package io.maskexport.png;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A picture in the test's memory, which can be passed to the encoder. */
record RunImage(int width, int height, PngFormat format, int[] pixels) {

    /** Random rows: blank, equal to the row above, equal except for one run, or new. */
    static RunImage random(SplittableRandom random, int width, int height, PngFormat format) {
        int[] pixels = new int[width * height];
        int longest = 1 + random.nextInt(width);
        int colours = 1 + random.nextInt(300);
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int kind = random.nextInt(4);
            if (kind > 0 && y > 0) {
                System.arraycopy(pixels, row - width, pixels, row, width);
            }
            if (kind == 2) {
                int from = random.nextInt(width);
                int to = Math.min(width, from + 1 + random.nextInt(longest));
                Arrays.fill(pixels, row + from, row + to, value(random, format, colours));
            } else if (kind == 3) {
                for (int x = 0; x < width;) {
                    int to = Math.min(width, x + 1 + random.nextInt(longest));
                    Arrays.fill(pixels, row + x, row + to, value(random, format, colours));
                    x = to;
                }
            }
        }
        return new RunImage(width, height, format, pixels);
    }

    private static int value(SplittableRandom random, PngFormat format, int colours) {
        int seed = random.nextInt(colours);
        return new SplittableRandom(seed).nextInt(1 << (8 * format.bytesPerPixel()));
    }

    byte[] encode(RunPng png) {
        if (format == PngFormat.PALETTE_8) {
            png.begin(width, height, new byte[3 * 256]);
        } else {
            png.begin(width, height, format);
        }
        int[] values = new int[width];
        int[] ends = new int[width];
        for (int y = 0; y < height; y++) {
            if (isBlank(y)) {
                png.blankRows(1);
            } else if (y > 0 && Arrays.equals(pixels, y * width, (y + 1) * width, pixels, (y - 1) * width, y * width)) {
                png.repeatRow(1);
            } else {
                png.row(values, ends, runs(y, values, ends));
            }
        }
        return png.finish();
    }

    private boolean isBlank(int y) {
        for (int x = 0; x < width; x++) {
            if (pixels[y * width + x] != 0) {
                return false;
            }
        }
        return true;
    }

    private int runs(int y, int[] values, int[] ends) {
        int count = 0;
        for (int x = 0; x < width; x++) {
            if (count == 0 || values[count - 1] != pixels[y * width + x]) {
                values[count++] = pixels[y * width + x];
            }
            ends[count - 1] = x + 1;
        }
        return count;
    }
}
