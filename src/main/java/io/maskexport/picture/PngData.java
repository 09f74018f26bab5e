package io.maskexport.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What the IDAT chunks of a PNG inflate to. */
final class PngData implements AutoCloseable {
    private final ByteBuffer png;
    private final Inflater inflater = new Inflater();
    private Optional<PngChunk> chunk;

    PngData(ByteBuffer png) {
        this.png = png;
        chunk = PngChunk.first(png, PngChunk.IDAT);
    }

    /** Fills {@code bytes}; what follows the last row is never looked at. */
    void read(byte[] bytes, int from, int length) throws IOException {
        try {
            for (int got = 0; got < length;) {
                int n = inflater.inflate(bytes, from + got, length - got);
                if (n == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                    throw new EOFException("the PNG has fewer rows than it says");
                }
                got += n;
            }
        } catch (DataFormatException e) {
            throw new IOException("the pixels of the PNG are damaged", e);
        }
    }

    private boolean feed() {
        var next = chunk.filter(here -> here.type() == PngChunk.IDAT);
        next.ifPresent(here -> inflater.setInput(png.slice(here.at(), here.length())));
        chunk = next.flatMap(here -> here.next(png));
        return next.isPresent();
    }

    @Override
    public void close() {
        inflater.close();
    }
}
