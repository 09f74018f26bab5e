package io.maskexport.png;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates and unfilters rows of a PNG, a band of rows at a time (PNG specification §9, §10). The buffer starts with a
 * copy of the row above the band, so that every row has the row above it at the same distance. Reusable.
 */
public final class PngRows implements AutoCloseable {
    private static final int BAND = 1 << 16;
    /** How far libpng inflates beyond the last row to see whether the data continue. */
    private static final int LOOK_BEHIND = 1024;

    private final Inflater inflater = new Inflater();
    private byte[] band = {};
    private Optional<PngChunk> chunk = Optional.empty();
    private ByteBuffer png = ByteBuffer.allocate(0);

    /**
     * Receives rows from the top down.
     *
     * @param <E> thrown to refuse a row
     */
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        /**
         * Receives a row.
         *
         * @param at index of its first byte in {@code bytes}; the row above starts {@code rowBytes + 1} before it
         */
        void row(int y, byte[] bytes, int at) throws E;
    }

    /** Starts with the pixels of a PNG. */
    public void open(PngChunks chunks) {
        inflater.reset();
        png = chunks.png();
        chunk = Optional.of(chunks.pixels());
    }

    /**
     * Passes on the next rows, which may be those of one pass of an interlaced picture.
     *
     * @param pixel bytes of a pixel, at least 1
     * @throws IOException if pixels are damaged or missing
     */
    public <E extends Exception> void read(int count, int rowBytes, int pixel, Sink<E> sink) throws IOException, E {
        int stride = rowBytes + 1;
        int bandRows = Math.clamp(BAND / stride, 1, count);
        prepare(stride * (bandRows + 1), stride);
        for (int y = 0; y < count; y += bandRows) {
            int rows = Math.min(bandRows, count - y);
            fill(stride, rows * stride);
            for (int i = 1; i <= rows; i++) {
                PngFilter.undo(band, i * stride, stride, pixel);
                sink.row(y + i - 1, band, i * stride + 1);
            }
            System.arraycopy(band, rows * stride, band, 0, stride);
        }
    }

    private void prepare(int size, int stride) {
        if (band.length < size) {
            band = new byte[size];
        }
        Arrays.fill(band, 0, stride, (byte) 0);
    }

    private void fill(int from, int length) throws IOException {
        try {
            for (int got = 0; got < length;) {
                int n = inflater.inflate(band, from + got, length - got);
                if (n == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                    throw new EOFException("the PNG has fewer rows than its header says");
                }
                got += n;
            }
        } catch (DataFormatException e) {
            throw new IOException("the pixels of the PNG are damaged", e);
        }
    }

    private boolean feed() {
        var next = chunk.filter(here -> here.type() == PngChunk.IDAT);
        next.ifPresent(here -> inflater.setInput(here.data(png)));
        chunk = next.flatMap(here -> here.next(png));
        return next.isPresent();
    }

    /**
     * Requires the end of the compressed data, or more of them, after the last row: libpng refuses truncated data even
     * if all rows are complete. Damage no longer matters here.
     */
    public void finish() throws IOException {
        var more = new byte[LOOK_BEHIND];
        try {
            for (int got = 0; got < more.length && !inflater.finished();) {
                int n = inflater.inflate(more, got, more.length - got);
                if (n == 0 && !inflater.finished() && !feed()) {
                    throw new EOFException("the pixels of the PNG have no end");
                }
                got += n;
            }
        } catch (DataFormatException _) {
            return;
        }
    }

    @Override
    public void close() {
        inflater.close();
    }
}
