package io.maskexport.bitmap;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.maskexport.defect.DefectException;
import io.maskexport.png.PngChunk;
import io.maskexport.png.PngFilter;

import static io.maskexport.bitmap.BitmapPngHeader.broken;

/**
 * Inflates and unfilters the rows of a PNG that is not interlaced, a band of rows at a time. The buffer starts with a
 * copy of the row above the band, so that every row has the row above it at the same distance.
 */
final class PngRows implements AutoCloseable {
    private static final int BAND = 1 << 16;

    private final Inflater inflater = new Inflater();
    private byte[] band = {};

    /** Receives rows from the top down. */
    @FunctionalInterface
    interface Sink {
        /**
         * Receives a row.
         *
         * @param at index of its {@code rowBytes} bytes in {@code bytes}
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
                    throw broken("the PNG has fewer rows than its header says");
                }
                got += n;
            }
        } catch (DataFormatException e) {
            throw broken("the pixels of the PNG are damaged");
        }
    }

    private void unfilter(int start, int stride, int pixel) throws DefectException {
        try {
            PngFilter.undo(band, start, stride, pixel);
        } catch (IOException e) {
            throw broken("filter type " + band[start]);
        }
    }

    /** The {@code IDAT} chunks of a PNG, in order. */
    private static final class DataChunks {
        private final byte[] png;
        private int next;

        DataChunks(byte[] png, int first) {
            this.png = png;
            next = first;
        }

        /** Passes the next chunk to the inflater; false if there is none. */
        boolean feed(Inflater inflater) throws DefectException {
            var chunk = BitmapPngHeader.chunk(png, next);
            if (chunk.type() != PngChunk.IDAT) {
                return false;
            }
            inflater.setInput(png, chunk.at(), chunk.length());
            next = chunk.end();
            return true;
        }
    }
}
