package io.maskexport.png;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A PNG file that is kept until it is written: as it is, or packed, as thousands of masks of a large canvas are each a few
 * objects in the same long stretches of nothing, of which DEFLATE leaves a hundredth. Safe for many threads.
 */
public final class KeptPng {
    private final byte[] kept;
    private final int length;
    private final boolean packed;

    private KeptPng(byte[] kept, int length, boolean packed) {
        this.kept = kept;
        this.length = length;
        this.packed = packed;
    }

    /** Keeps a file as it is. */
    public static KeptPng plain(byte[] file) {
        return new KeptPng(file, file.length, false);
    }

    /** Keeps a file packed, if that makes it smaller. */
    public static KeptPng packed(byte[] file) {
        byte[] out = new byte[file.length];
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(file);
            deflater.finish();
            int size = deflater.deflate(out);
            return deflater.finished() ? new KeptPng(Arrays.copyOf(out, size), file.length, true) : plain(file);
        }
    }

    /** Bytes of the file. */
    public int length() {
        return length;
    }

    /** Bytes of memory that it takes. */
    public int keptBytes() {
        return kept.length;
    }

    /** The file; not to be changed. */
    public byte[] bytes() {
        return packed ? unpacked() : kept;
    }

    private byte[] unpacked() {
        byte[] file = new byte[length];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(kept);
            int got = 0;
            while (got < length) {
                got += inflater.inflate(file, got, length - got);
            }
            return file;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
