package io.maskexport.png;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/**
 * A PNG file kept until it is written: unchanged, in one or several pieces, or compressed, because the thousands of
 * masks of a large canvas are mostly empty, and DEFLATE reduces them to a hundredth. Thread-safe.
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

    /** Keeps a file unchanged. */
    public static KeptPng plain(byte[] file) {
        return new KeptPng(List.of(file), file.length, false);
    }

    /** Keeps the pieces of a file unchanged. */
    static KeptPng of(List<byte[]> pieces) {
        long length = pieces.stream().mapToLong(piece -> piece.length).sum();
        return new KeptPng(List.copyOf(pieces), Math.toIntExact(length), false);
    }

    /** Keeps a file compressed, if that makes it smaller. */
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

    /** Size of the file in bytes. */
    public int length() {
        return length;
    }

    /** Memory that it takes, in bytes. */
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

    /** The whole file; must not be changed. */
    public byte[] bytes() {
        if (!packed) {
            return pieces.size() == 1 ? pieces.getFirst() : joined();
        }
        var whole = new ByteArrayOutputStream(length);
        try {
            unpack(whole);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return whole.toByteArray();
    }

    private byte[] joined() {
        var whole = ByteBuffer.allocate(length);
        pieces.forEach(whole::put);
        return whole.array();
    }
}
