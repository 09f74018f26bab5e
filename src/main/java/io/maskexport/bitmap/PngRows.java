package io.maskexport.bitmap;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.maskexport.defect.DefectException;

import static io.maskexport.bitmap.BitmapPngHeader.broken;

/**
 * Inflates and unfilters the rows of a PNG that is not interlaced, a band of rows at a time. The buffer begins with a
 * copy of the row above the band, so that every row finds the one above it at the same distance.
 */
final class PngRows implements AutoCloseable {
    private static final int BAND = 1 << 16;

    private final Inflater inflater = new Inflater();
    private byte[] band = {};

    /** Takes rows from the top down. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a row.
         *
         * @param at where its {@code rowBytes} begin in {@code bytes}
         * @param repeated whether it equals the row above
         */
        void row(int y, byte[] bytes, int at, boolean repeated) throws DefectException;
    }

    @Override
    public void close() {
        inflater.close();
    }

    void forEach(BitmapPngHeader header, byte[] png, Sink sink) throws DefectException {
        int stride = header.rowBytes() + 1;
        int bandRows = Math.clamp(BAND / stride, 1, header.height());
        prepare(stride * (bandRows + 1), stride);
        var data = new DataChunks(png, header.dataAt());
        for (int y = 0; y < header.height(); y += bandRows) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
            int rows = Math.min(bandRows, header.height() - y);
            fill(data, stride, rows * stride);
            for (int i = 0; i < rows; i++) {
                emit(y + i, stride * (i + 1), stride, header, sink);
            }
            System.arraycopy(band, rows * stride, band, 0, stride);
        }
    }

    private void emit(int y, int start, int stride, BitmapPngHeader header, Sink sink) throws DefectException {
        unfilter(start, stride, Math.max(1, header.bitsPerPixel() / 8));
        boolean repeated = y > 0
                && Arrays.equals(band, start + 1, start + stride, band, start + 1 - stride, start);
        sink.row(y, band, start + 1, repeated);
    }

    private void prepare(int size, int stride) {
        inflater.reset();
        if (band.length < size) {
            band = new byte[size];
        }
        Arrays.fill(band, 0, stride, (byte) 0);
    }

    private void fill(DataChunks data, int from, int length) throws DefectException {
        try {
            for (int got = 0; got < length;) {
                int n = inflater.inflate(band, from + got, length - got);
                if (n == 0 && (inflater.finished() || inflater.needsDictionary() || !data.feed(inflater))) {
                    throw broken("the PNG has fewer rows than it says");
                }
                got += n;
            }
        } catch (DataFormatException e) {
            throw broken("the pixels of the PNG are damaged");
        }
    }

    /** Undoes the filter of the row whose filter byte is at {@code start}. */
    private void unfilter(int start, int stride, int pixel) throws DefectException {
        int from = start + 1;
        int to = start + stride;
        switch (band[start]) {
            case 0 -> {
            }
            case 1 -> sub(from, to, pixel);
            case 2 -> up(from, to, stride);
            case 3 -> average(from, to, stride, pixel);
            case 4 -> paeth(from, to, stride, pixel);
            default -> throw broken("filter type " + band[start]);
        }
    }

    private void sub(int from, int to, int pixel) {
        for (int i = from + pixel; i < to; i++) {
            band[i] += band[i - pixel];
        }
    }

    private void up(int from, int to, int stride) {
        for (int i = from; i < to; i++) {
            band[i] += band[i - stride];
        }
    }

    private void average(int from, int to, int stride, int pixel) {
        for (int i = from; i < to; i++) {
            int left = i - pixel < from ? 0 : band[i - pixel] & 255;
            band[i] += (byte) ((left + (band[i - stride] & 255)) >> 1);
        }
    }

    private void paeth(int from, int to, int stride, int pixel) {
        for (int i = from; i < to; i++) {
            boolean first = i - pixel < from;
            int left = first ? 0 : band[i - pixel] & 255;
            int above = band[i - stride] & 255;
            int corner = first ? 0 : band[i - stride - pixel] & 255;
            band[i] += (byte) nearest(left, above, corner);
        }
    }

    private static int nearest(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }

    /** The {@code IDAT} chunks of a PNG, one after another. */
    private static final class DataChunks {
        private final byte[] png;
        private int next;

        DataChunks(byte[] png, int first) {
            this.png = png;
            next = first;
        }

        /** Gives the inflater one more chunk, unless there is none. */
        boolean feed(Inflater inflater) throws DefectException {
            var chunk = BitmapPngHeader.chunk(png, next);
            if (chunk.type() != BitmapPngHeader.IDAT) {
                return false;
            }
            inflater.setInput(png, chunk.at(), chunk.length());
            next = chunk.end();
            return true;
        }
    }
}
