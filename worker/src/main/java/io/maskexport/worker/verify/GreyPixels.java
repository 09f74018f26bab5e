package io.maskexport.worker.verify;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

import io.maskexport.png.PngFilter;
import io.maskexport.png.RunPng;

/** Reads a grey PNG of 8 or 16 bits a row at a time, and counts its pixels. */
final class GreyPixels {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final long CHECKSUM = 4;
    private static final int WHITE = 128;

    /** No pixels at all. */
    static final GreyPixels NONE = new GreyPixels();

    private final Map<Integer, Long> counts = new HashMap<>();
    private long bright;
    private int left = Integer.MAX_VALUE;
    private int right;
    private int top = -1;
    private int bottom;

    private GreyPixels() {}

    /** @throws IOException if it is no such file */
    static GreyPixels of(byte[] png) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(png));
        if (in.readLong() != SIGNATURE || in.readInt() < 13 || in.readInt() != HEADER) {
            throw new IOException("not a PNG");
        }
        int width = in.readInt();
        int height = in.readInt();
        int depth = in.readUnsignedByte();
        int colour = in.readUnsignedByte();
        in.skipNBytes(7);
        if (colour != 0 || (depth != 8 && depth != 16) || width < 1 || width > RunPng.MAX_SIDE || height < 1) {
            throw new IOException("%d x %d pixels of type %d with %d bits".formatted(width, height, colour, depth));
        }
        var pixels = new GreyPixels();
        pixels.read(new InflaterInputStream(new ImageData(in)), width, height, depth / 8);
        return pixels;
    }

    /** The content of all chunks of image data. */
    private static final class ImageData extends BlockInput {
        private final DataInputStream chunks;
        private int left;
        private boolean ended;

        ImageData(DataInputStream chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (left == 0 && !ended) {
                next();
            }
            int n = ended ? -1 : chunks.read(bytes, offset, Math.min(length, left));
            left -= Math.max(0, n);
            if (left == 0 && n > 0) {
                chunks.skipNBytes(CHECKSUM);
            }
            return n;
        }

        private void next() throws IOException {
            int length = chunks.readInt();
            int type = chunks.readInt();
            if (length < 0) {
                throw new IOException("a chunk of %d bytes".formatted(length));
            }
            left = type == DATA ? length : 0;
            ended = type == END;
            if (left == 0) {
                chunks.skipNBytes(length + CHECKSUM);
            }
        }
    }

    private void read(InputStream data, int width, int height, int bytes) throws IOException {
        int stride = 1 + width * bytes;
        var rows = new byte[2 * stride];
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows, stride, rows, 0, stride);
            if (data.readNBytes(rows, stride, stride) < stride) {
                throw new IOException("the PNG ends after %d rows".formatted(y));
            }
            PngFilter.undo(rows, stride, stride, bytes);
            count(rows, stride + 1, y, width, bytes);
        }
    }

    private void count(byte[] rows, int start, int y, int width, int bytes) {
        for (int x = 0; x < width;) {
            int value = value(rows, start, x, bytes);
            int from = x;
            while (x < width && value(rows, start, x, bytes) == value) {
                x++;
            }
            if (value > 0) {
                counts.merge(value, (long) x - from, Long::sum);
            }
            if (value >= WHITE) {
                note(from, x, y);
            }
        }
    }

    private static int value(byte[] rows, int start, int x, int bytes) {
        int at = start + x * bytes;
        return bytes == 1 ? rows[at] & 255 : (rows[at] & 255) << 8 | (rows[at + 1] & 255);
    }

    private void note(int from, int to, int y) {
        bright += to - from;
        left = Math.min(left, from);
        right = Math.max(right, to);
        top = top < 0 ? y : top;
        bottom = y + 1;
    }

    /** Number of pixels of each value but 0. */
    Map<Integer, Long> counts() {
        return counts;
    }

    /** Number of pixels of 128 or more. */
    long bright() {
        return bright;
    }

    /** Left, top, width and height of the rectangle around the pixels of 128 or more; zeros if there are none. */
    List<Integer> box() {
        return bright == 0 ? List.of(0, 0, 0, 0) : List.of(left, top, right - left, bottom - top);
    }
}
