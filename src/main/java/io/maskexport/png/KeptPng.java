package io.maskexport.png;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/**
 * A PNG file that is kept until it is written: as it is, in one piece or several, or packed, as thousands of masks of a
 * large canvas are each a few objects in the same long stretches of nothing, of which DEFLATE leaves a hundredth. Safe for
 * many threads.
 */
public final class KeptPng {
    private final List<byte[]> pieces;
    private final int length;
    private final boolean packed;

    private KeptPng(List<byte[]> pieces, int length, boolean packed) {
        this.pieces = pieces;
        this.length = length;
        this.packed = packed;
    }

    /** Keeps a file as it is. */
    public static KeptPng plain(byte[] file) {
        return new KeptPng(List.of(file), file.length, false);
    }

    /** Keeps the pieces of a file as they are. */
    static KeptPng of(List<byte[]> pieces) {
        long length = pieces.stream().mapToLong(piece -> piece.length).sum();
        return new KeptPng(List.copyOf(pieces), Math.toIntExact(length), false);
    }

    /** Keeps a file packed, if that makes it smaller. */
    public static KeptPng packed(byte[] file) {
        byte[] out = new byte[file.length];
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(file);
            deflater.finish();
            int size = deflater.deflate(out);
            return deflater.finished()
                    ? new KeptPng(List.of(Arrays.copyOf(out, size)), file.length, true)
                    : plain(file);
        }
    }

    /** Bytes of the file. */
    public int length() {
        return length;
    }

    /** Bytes of memory that it takes. */
    public int keptBytes() {
        return packed ? pieces.getFirst().length : length;
    }

    /** Writes the file. */
    public void writeTo(OutputStream out) throws IOException {
        if (packed) {
            unpack(out);
            return;
        }
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    private void unpack(OutputStream out) throws IOException {
        try (var inflater = new Inflater(true)) {
            var unpacking = new InflaterOutputStream(out, inflater);
            unpacking.write(pieces.getFirst());
            unpacking.finish();
        }
    }

    /** The file, all of it. */
    public byte[] bytes() {
        var whole = new ByteArrayOutputStream(length);
        try {
            writeTo(whole);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return whole.toByteArray();
    }
}
