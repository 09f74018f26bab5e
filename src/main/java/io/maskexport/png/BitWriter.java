package io.maskexport.png;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes bits as DEFLATE packs them, least significant first. The caller {@linkplain #reserve reserves} room for what it
 * is about to put, so that putting checks nothing. What is full is set aside in pieces, so that no array grows with the
 * picture. The first piece leaves room for what comes before it in a file, so that it need not be moved once more.
 */
final class BitWriter {
    private static final int SLACK = 16;
    private static final int PIECE = 1 << 20;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private byte[] bytes = new byte[1 << 16];
    private byte[] first = bytes;
    private int start;
    private int position;
    private long pending;
    private int pendingBits;

    /** @param room how many bytes are left free before the first piece, at most 65,000 */
    void clear(int room) {
        pieces.clear();
        start = room;
        position = room;
        pending = 0;
        pendingBits = 0;
    }

    /** Makes room for so many bits, and for the store of a whole {@code long} that puts the last of them. */
    void reserve(long bits) {
        long room = bits / 8 + SLACK;
        if (room <= bytes.length - position) {
            return;
        }
        if (position >= PIECE) {
            byte[] full = Arrays.copyOf(bytes, position);
            first = pieces.isEmpty() ? full : first;
            pieces.add(ByteBuffer.wrap(full, start, position - start));
            start = 0;
            position = 0;
        }
        if (room > bytes.length - position) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(position + room, 2L * bytes.length)));
        }
    }

    /** Puts the low {@code count} bits of a value that has no others, at most 56. */
    void put(long value, int count) {
        pending |= value << pendingBits;
        pendingBits += count;
        SwarBytes.set(bytes, position, pending);
        position += pendingBits >>> 3;
        pending >>>= pendingBits & 0x38;
        pendingBits &= 7;
    }

    /**
     * Puts the same bits over and over. Eight times a pattern of {@code width} bits are {@code width} whole bytes, so
     * that all but the first repetitions are copies.
     */
    void putRepeatedly(long value, int width, int times) {
        if (times < 24) {
            putTimes(value, width, times);
            return;
        }
        putTimes(value, width, 8 + times % 8);
        int from = position;
        putTimes(value, width, 8);
        copyBehind(from, width, (times / 8 - 2) * width);
    }

    private void putTimes(long value, int width, int times) {
        for (int i = 0; i < times; i++) {
            put(value, width);
        }
    }

    /** Fills the next bytes by repeating the last {@code period}, which end here and began at {@code from}. */
    private void copyBehind(int from, int period, int length) {
        int end = position + length;
        for (int have = period; position < end; have = position - from) {
            int part = Math.min(have, end - position);
            System.arraycopy(bytes, from, bytes, position, part);
            position += part;
        }
    }

    /**
     * Puts one code for each byte of a range, four in a store.
     *
     * @param codes for each byte value: the width of its code, at most 12, in the low 6 bits, the code above; a shift
     *     looks at the low 6 bits of its count alone, so that entries, and sums of four, are counts as they stand
     */
    void putCodes(byte[] source, int from, int to, long[] codes) {
        byte[] out = bytes;
        int at = position;
        long bits = pending;
        int count = pendingBits;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            long a = codes[source[i] & 255];
            long b = codes[source[i + 1] & 255];
            long c = codes[source[i + 2] & 255];
            long d = codes[source[i + 3] & 255];
            long ab = a >>> 6 | b >>> 6 << a;
            long cd = c >>> 6 | d >>> 6 << c;
            long widthAb = a + b;
            bits |= (ab | cd << widthAb) << count;
            count += (int) (widthAb + c + d) & 63;
            SwarBytes.set(out, at, bits);
            at += count >>> 3;
            bits >>>= count & 0x38;
            count &= 7;
        }
        position = at;
        pending = bits;
        pendingBits = count;
        for (; i < to; i++) {
            long code = codes[source[i] & 255];
            put(code >>> 6, (int) code & 63);
        }
    }

    /** Fills up the last byte with zero bits. */
    void align() {
        put(0, -pendingBits & 7);
    }

    /** All whole bytes written, in order; valid until the next call of any other method. */
    List<ByteBuffer> pieces() {
        var all = new ArrayList<ByteBuffer>(pieces);
        all.add(ByteBuffer.wrap(bytes, start, position - start));
        return all;
    }

    /** An array of so many bytes with the first piece, behind the room that was left; no byte of it is written twice. */
    byte[] firstIn(int length) {
        return Arrays.copyOf(pieces.isEmpty() ? bytes : first, length);
    }
}
