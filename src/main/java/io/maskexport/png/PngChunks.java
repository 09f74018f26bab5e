package io.maskexport.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG that decide its pixels, by the rules under which libpng 1.6 refuses a file: critical chunks are
 * known, intact, in order, and complete up to {@code IEND}. Other chunks with an invalid checksum are ignored. In an
 * animation, OpenCV checks nothing after the start of the first picture's pixels.
 */
public final class PngChunks {
    private static final int HEADER_BYTES = 13;
    private static final int PALETTE_COLOURS = 256;
    private static final int COLOUR_TYPE = 9;
    private static final int INDEXED = 3;
    /** The bit of a colour type that means colour. */
    private static final int COLOURED = 2;

    private final ByteBuffer png;
    private final PngChunk header;
    private @Nullable PngChunk palette;
    private @Nullable PngChunk transparency;
    private @Nullable PngChunk exif;
    private @Nullable PngChunk pixels;
    private boolean paletteSeen;
    private boolean animated;
    private @Nullable IOException fault;

    private PngChunks(ByteBuffer png, PngChunk header) {
        this.png = png;
        this.header = header;
    }

    /**
     * Examines all chunks of a PNG, up to the first invalid one.
     *
     * @param png the whole file, whose signature is valid
     * @throws IOException if it does not start with {@code IHDR}
     */
    public static PngChunks of(ByteBuffer png) throws IOException {
        var header = whole(PngChunk.at(png, PngChunk.SIGNATURE_BYTES));
        if (header.type() != PngChunk.IHDR || header.length() != HEADER_BYTES) {
            throw new IOException("the PNG does not start with IHDR");
        }
        var chunks = new PngChunks(png, header);
        try {
            chunks.read();
        } catch (IOException e) {
            chunks.fault = e;
        }
        return chunks;
    }

    private void read() throws IOException {
        if (!header.isIntact(png)) {
            throw new IOException("IHDR of the PNG is damaged");
        }
        var chunk = header;
        do {
            chunk = whole(chunk.next(png));
        } while (take(chunk));
    }

    /**
     * Refuses a file with errors after its header.
     *
     * @throws IOException if libpng refuses it, whatever its pixels are
     */
    public void requireSound() throws IOException {
        if (fault != null) {
            throw fault;
        }
    }

    private static PngChunk whole(Optional<PngChunk> chunk) throws IOException {
        return chunk.orElseThrow(() -> new IOException("the PNG is truncated"));
    }

    /** Returns whether further chunks matter. */
    private boolean take(PngChunk chunk) throws IOException {
        if (chunk.type() == PngChunk.FCTL && animated && pixels != null) {
            return false;
        }
        boolean unchecked = animated && (pixels != null || chunk.type() == PngChunk.IDAT);
        boolean intact = unchecked || chunk.isIntact(png);
        if (!chunk.hasLetters() || (chunk.isCritical() && !intact)) {
            throw new IOException("a chunk of the PNG is damaged");
        }
        switch (chunk.type()) {
            case PngChunk.PLTE -> palette(chunk);
            case PngChunk.IDAT -> data(chunk);
            case PngChunk.IEND -> end();
            default -> other(chunk, intact);
        }
        return chunk.type() != PngChunk.IEND;
    }

    private void palette(PngChunk chunk) throws IOException {
        if (paletteSeen) {
            throw new IOException("the PNG has two palettes");
        }
        if (pixels != null) {
            return;
        }
        paletteSeen = true;
        boolean fits = chunk.length() <= 3 * PALETTE_COLOURS && chunk.length() % 3 == 0;
        boolean coloured = (colourType() & COLOURED) != 0;
        if ((colourType() == INDEXED && !fits) || (coloured && chunk.length() == 0)) {
            throw new IOException("the PNG has a palette of " + chunk.length() + " bytes");
        }
        palette = chunk;
    }

    private void data(PngChunk chunk) throws IOException {
        if (colourType() == INDEXED && palette == null) {
            throw new IOException("the PNG has no palette before its pixels");
        }
        pixels = pixels == null ? chunk : pixels;
    }

    private void end() throws IOException {
        if (pixels == null) {
            throw new IOException("the PNG has no pixels");
        }
    }

    private void other(PngChunk chunk, boolean intact) throws IOException {
        if (chunk.isCritical()) {
            throw new IOException("the PNG has a critical chunk that is unknown or in the wrong place");
        }
        switch (chunk.type()) {
            case PngChunk.TRNS ->
                transparency = transparency == null && pixels == null && intact ? chunk : transparency;
            case PngChunk.EXIF -> exif = exif == null && intact && isExif(chunk) ? chunk : exif;
            case PngChunk.ACTL -> animated |= pixels == null && chunk.length() == 8 && png.getInt(chunk.at()) > 1;
            default -> {
            }
        }
    }

    /** An EXIF structure is valid only if it starts with its byte order twice. */
    private boolean isExif(PngChunk chunk) {
        return chunk.length() >= 2 && (png.getShort(chunk.at()) == 0x4949 || png.getShort(chunk.at()) == 0x4d4d);
    }

    private int colourType() {
        return png.get(header.at() + COLOUR_TYPE);
    }

    /** The 13 bytes of {@code IHDR}. */
    public ByteBuffer header() {
        return header.data(png);
    }

    /** The palette, three bytes a colour; empty if there is none before the pixels. */
    public ByteBuffer palette() {
        return content(palette);
    }

    /** The content of {@code tRNS}; empty if there is none. */
    public ByteBuffer transparency() {
        return content(transparency);
    }

    /** The EXIF structure; empty if there is none. OpenCV ignores it in an animation. */
    public ByteBuffer exif() {
        return content(animated ? null : exif);
    }

    private ByteBuffer content(@Nullable PngChunk chunk) {
        return chunk == null ? ByteBuffer.allocate(0) : chunk.data(png);
    }

    /** Whether more pictures follow the first one. */
    public boolean animated() {
        return animated;
    }

    /** Position of the first chunk of pixels. */
    PngChunk pixels() {
        if (pixels == null) {
            throw new IllegalStateException("not read to the end");
        }
        return pixels;
    }

    ByteBuffer png() {
        return png;
    }
}
