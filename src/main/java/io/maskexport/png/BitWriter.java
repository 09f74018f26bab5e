package io.maskexport.png;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes bits in DEFLATE's order, least significant first. The caller {@linkplain #reserve reserves} space before it
 * puts codes, so that putting needs no checks. Full buffers are set aside in pieces, so that no array grows with the
 * picture. Space is left before and after each piece for the rest of a file, so that pieces become parts of it without
 * being copied; if the file's size is known early enough, the whole file is written in place.
 *
 * <p>A code is a {@code long}: the number of bits, at most 56, in the low 6 bits, the bits themselves above them, and
 * zeros above those.
 */
final class BitWriter {
    private static final VarHandle LONGS = SwarBytes.LONGS;
    private static final VarHandle SHORTS = SwarBytes.SHORTS;
    private static final int SLACK = Long.BYTES;
    private static final int PIECE = 1 << 20;
    /** Number of bytes left free before each piece but the first: a chunk's length and type. */
    private static final int PIECE_HEAD = 2 * Integer.BYTES;
    /** Number of bytes left free after each piece that is set aside: a chunk's checksum. */
    private static final int PIECE_TAIL = Integer.BYTES;
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int WIDTH_BITS = 6;
    private static final int WIDTH = (1 << WIDTH_BITS) - 1;

    /** Each with its free bytes before and after it. */
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private byte[] bytes = buffer;
    private boolean inPlace;
    private long setAside;
    /** Length that the array would have for the first picture: pieces end where it is full, whatever was written before. */
    private int capacity = FIRST_CAPACITY;
    private int tail;
    /** Number of bytes of the buffer that do not count for the sizes of pieces. */
    private int uncounted;
    private int head;
    private int position;
    private long pending;
    private int pendingBits;

    static long code(long bits, int count) {
        return bits << WIDTH_BITS | count;
    }

    /**
     * Removes what was written.
     *
     * @param head number of bytes left free before the first piece, at most 65,000
     * @param tail number of bytes that {@link #reserveLast} leaves free after the last piece, at least 8
     */
    void clear(int head, int tail) {
        pieces.clear();
        setAside = 0;
        bytes = buffer;
        capacity = FIRST_CAPACITY;
        inPlace = false;
        this.tail = tail;
        uncounted = 0;
        this.head = head;
        position = head;
        pending = 0;
        pendingBits = 0;
    }

    /** Reserves space for {@code bits}, and for the whole {@code long} whose store writes the last of them. */
    void reserve(long bits) {
        long room = bits / 8 + 1 + SLACK;
        if (room <= capacity - counted()) {
            return;
        }
        if (counted() >= PIECE) {
            keepPiece();
        }
        if (room > capacity - counted()) {
            capacity = Math.toIntExact(Math.max(counted() + room, 2L * capacity));
        }
        if (bytes.length - uncounted < capacity) {
            buffer = Arrays.copyOf(bytes, Math.addExact(capacity, uncounted));
            bytes = buffer;
        }
    }

    private int counted() {
        return position - uncounted;
    }

    private void keepPiece() {
        pieces.add(Arrays.copyOf(bytes, position + PIECE_TAIL));
        setAside += counted();
        uncounted = PIECE_HEAD;
        position = PIECE_HEAD;
    }

    /** Reserves exactly {@code bits} plus the tail; writing more is an error. */
    void reserveLast(long bits) {
        if (!pieces.isEmpty()) {
            reserve(bits + 8L * tail);
            return;
        }
        byte[] whole = new byte[Math.toIntExact(position + (pendingBits + bits + 7) / 8 + tail)];
        System.arraycopy(bytes, 0, whole, 0, position);
        bytes = whole;
        capacity = whole.length;
        inPlace = true;
    }

    /** Puts the low {@code count} bits of a value, at most 56; all its other bits must be zero. */
    void put(long value, int count) {
        pending |= value << pendingBits;
        pendingBits += count;
        SwarBytes.set(bytes, position, pending);
        position += pendingBits >>> 3;
        pending >>>= pendingBits & 0x38;
        pendingBits &= 7;
    }

    void putCode(long code) {
        put(code >>> WIDTH_BITS, (int) code & WIDTH);
    }

    /**
     * Puts the same code {@code times} times. Eight copies of a pattern of {@code width} bits are {@code width} whole
     * bytes, so all but the first copies are byte copies.
     */
    void putRepeatedly(long code, int times) {
        int width = (int) code & WIDTH;
        if (code >>> WIDTH_BITS == 0) {
            putZeros((long) width * times);
            return;
        }
        if (times < 24) {
            putTimes(code, times);
            return;
        }
        putTimes(code, 8 + times % 8);
        int from = position;
        putTimes(code, 8);
        copyBehind(from, width, (times / 8 - 2) * width);
    }

    private void putTimes(long code, int times) {
        for (int i = 0; i < times; i++) {
            putCode(code);
        }
    }

    /** Fills the next bytes by repeating the last {@code period} bytes, which end here and began at {@code from}. */
    private void copyBehind(int from, int period, int length) {
        int end = position + length;
        for (int have = period; position < end; have = position - from) {
            int part = Math.min(have, end - position);
            System.arraycopy(bytes, from, bytes, position, part);
            position += part;
        }
    }

    /** A new array already contains the zeros. */
    private void putZeros(long bits) {
        long total = pendingBits + bits;
        int end = position + (int) (total >>> 3);
        SwarBytes.set(bytes, position, pending);
        if (end > position) {
            pending = 0;
        }
        if (!inPlace) {
            Arrays.fill(bytes, Math.min(position + Long.BYTES, end), end, (byte) 0);
        }
        position = end;
        pendingBits = (int) total & 7;
    }

    /**
     * Puts a code for each number of a range, up to the first negative one.
     *
     * @return the index of the negative number, or the end of the range
     */
    int putCodes(int[] source, int from, int to, long[] codes) {
        byte[] out = bytes;
        int at = position;
        long bits = pending;
        int count = pendingBits;
        int i = from;
        for (; i < to && source[i] >= 0; i++) {
            long code = codes[source[i]];
            bits |= code >>> WIDTH_BITS << count;
            count += (int) code & WIDTH;
            LONGS.set(out, at, bits);
            at += count >>> 3;
            bits >>>= count & 0x38;
            count &= 7;
        }
        position = at;
        pending = bits;
        pendingBits = count;
        return i;
    }

    /**
     * Puts a code of at most 12 bits for each byte of a range, four in one store.
     *
     * @param codes for each byte value; a shift uses only the low 6 bits of its count, so codes, and sums of four
     * codes, serve as counts directly
     */
    void putCodes(byte[] source, int from, int to, long[] codes) {
        byte[] out = bytes;
        int at = position;
        long bits = pending;
        int count = pendingBits;
        int i = from;
        for (; i <= to - 4; i += 4) {
            long a = codes[source[i] & 255];
            long b = codes[source[i + 1] & 255];
            long c = codes[source[i + 2] & 255];
            long d = codes[source[i + 3] & 255];
            long ab = a >>> 6 | b >>> 6 << a;
            long cd = c >>> 6 | d >>> 6 << c;
            long widthAb = a + b;
            bits |= (ab | cd << widthAb) << count;
            count += (int) (widthAb + c + d) & 63;
            LONGS.set(out, at, bits);
            at += count >>> 3;
            bits >>>= count & 0x38;
            count &= 7;
        }
        position = at;
        pending = bits;
        pendingBits = count;
        for (; i < to; i++) {
            putCode(codes[source[i] & 255]);
        }
    }

    /**
     * Puts the codes of as many bytes of a range as are a multiple of eight: all eight in one store, unless they are
     * unusually long.
     *
     * @return the index of the first byte left over
     */
    int putPairs(byte[] source, int from, int to, int[] pairs) {
        byte[] out = bytes;
        int at = position;
        long bits = pending;
        int count = pendingBits;
        int i = from;
        for (; i <= to - 8; i += 8) {
            int a = pairs[(short) SHORTS.get(source, i) & 0xFFFF];
            int b = pairs[(short) SHORTS.get(source, i + 2) & 0xFFFF];
            int c = pairs[(short) SHORTS.get(source, i + 4) & 0xFFFF];
            int d = pairs[(short) SHORTS.get(source, i + 6) & 0xFFFF];
            long ab = a >>> 7 | (long) (b >>> 7) << a;
            long cd = c >>> 7 | (long) (d >>> 7) << c;
            int width = (a + b + c + d) & 127;
            if (width > 56) {
                bits |= ab << count;
                count += (a + b) & 127;
                LONGS.set(out, at, bits);
                at += count >>> 3;
                bits >>>= count & 0x38;
                count &= 7;
                ab = cd;
                width = (c + d) & 127;
            } else {
                ab |= cd << (a + b);
            }
            bits |= ab << count;
            count += width;
            LONGS.set(out, at, bits);
            at += count >>> 3;
            bits >>>= count & 0x38;
            count &= 7;
        }
        position = at;
        pending = bits;
        pendingBits = count;
        return i;
    }

    /** Pads the last byte with zero bits. */
    void align() {
        put(0, -pendingBits & 7);
    }

    /** All whole bytes written, in order; valid until the next call of any other method. */
    List<ByteBuffer> pieces() {
        var all = new ArrayList<ByteBuffer>();
        for (byte[] piece : pieces) {
            all.add(piece(piece, start(all.size()), piece.length - PIECE_TAIL));
        }
        all.add(piece(bytes, start(all.size()), position));
        return all;
    }

    private int start(int piece) {
        return piece == 0 ? head : PIECE_HEAD;
    }

    private static ByteBuffer piece(byte[] bytes, int start, int end) {
        return ByteBuffer.wrap(bytes, start, end - start);
    }

    /**
     * All whole bytes written, as {@link #pieces}, each in an array of its own: before it the head space or, in all
     * arrays but the first, {@value #PIECE_HEAD} bytes, and after it {@value #PIECE_TAIL} bytes.
     */
    List<byte[]> takePieces() {
        var all = new ArrayList<byte[]>(pieces);
        all.add(Arrays.copyOf(bytes, position + PIECE_TAIL));
        pieces.clear();
        return all;
    }

    /** Number of bytes written so far. */
    long size() {
        return setAside + counted();
    }

    /** Releases the pieces, once the file is made. */
    void release() {
        pieces.clear();
        bytes = buffer;
        if (buffer.length > 2 * PIECE) {
            buffer = new byte[PIECE];
            bytes = buffer;
        }
    }

    /** An array of {@code length} bytes that holds the first piece, after the head space; the caller may keep it. */
    byte[] firstIn(int length) {
        return inPlace && bytes.length == length
                ? bytes
                : Arrays.copyOf(pieces.isEmpty() ? bytes : pieces.getFirst(), length);
    }
}
