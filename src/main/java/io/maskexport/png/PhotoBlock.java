package io.maskexport.png;

import java.util.Arrays;

/**
 * DEFLATE of several filtered photo rows. It searches only for runs of zeros, and for bytes equal to those at one fixed
 * distance, where the left half of a side-by-side picture is. Everything else is a literal, coded by the statistics of
 * every fourth row.
 */
final class PhotoBlock {
    private static final int SAMPLING = 4;
    private static final int LONGEST_CODE = 12;
    private static final int SHORTEST_ZERO_RUN = 24;
    private static final int SHORTEST_REPEAT = 8;
    private static final int FAR = 1 << 16;
    private static final int[] NONE = {};

    private final BitWriter out;
    private final DeflateBlock block = new DeflateBlock(LONGEST_CODE);
    private final LiteralPairs pairs = new LiteralPairs();
    private final LiteralHistogram sample = new LiteralHistogram();
    private final Distance near = Distance.of(1);
    private Distance far = near;
    private int repeatDistance;

    private byte[] bytes = new byte[0];
    private int size;
    private int rows;
    private boolean sampled;

    /**
     * Pairs: a number of literals, then the length of the match after them, with {@code FAR} unless it is a run of
     * zeros.
     */
    private int[] tokens = new int[1 << 12];
    private int count;
    private int literals;
    private int literalTotal;

    PhotoBlock(BitWriter out) {
        this.out = out;
    }

    /**
     * Starts a picture.
     *
     * @param repeatDistance distance in bytes to what a row may repeat, at most {@link Distance#FARTHEST}; 0 for none
     */
    void begin(int capacity, int repeatDistance) {
        this.repeatDistance = repeatDistance;
        far = Distance.of(Math.max(2, repeatDistance));
        if (bytes.length < capacity + Long.BYTES) {
            bytes = new byte[capacity + Long.BYTES];
        }
        clear();
    }

    private void clear() {
        block.clear();
        sample.clear();
        size = 0;
        rows = 0;
        count = 0;
        literals = 0;
        literalTotal = 0;
    }

    /** The buffer for the next row, to be filled before {@link #addRow}. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    int rows() {
        return rows;
    }

    /** Adds the row of {@code length} bytes that was written at {@link #size}. */
    void addRow(int length) {
        sampled = rows % SAMPLING == 0;
        int end = size + length;
        if (repeatDistance == 0) {
            addLiterals(size, end);
        } else {
            int half = size + 1 + repeatDistance;
            addLiterals(size, half);
            addRepeats(half, end);
        }
        size = end;
        rows++;
    }

    /** Separates stretches that equal the bytes at the fixed distance from those that do not. */
    private void addRepeats(int from, int end) {
        int at = from;
        while (at < end) {
            int mismatch = Arrays.mismatch(bytes, at, end, bytes, at - repeatDistance, end - repeatDistance);
            int same = mismatch < 0 ? end - at : mismatch;
            if (same >= SHORTEST_REPEAT) {
                addMatches(same, FAR);
                at += same;
            }
            int next = nextRepeat(at, end);
            addLiterals(at, next);
            at = next;
        }
    }

    /** The next position where eight bytes equal those at the fixed distance; the end if there is none. */
    private int nextRepeat(int from, int end) {
        for (int i = from + 1; i <= end - Long.BYTES; i += Long.BYTES) {
            if (SwarBytes.get(bytes, i) == SwarBytes.get(bytes, i - repeatDistance)) {
                int start = i;
                while (start > from + 1 && bytes[start - 1] == bytes[start - 1 - repeatDistance]) {
                    start--;
                }
                return start;
            }
        }
        return end;
    }

    /** Adds bytes that are not repeats; their long runs of zeros become matches. */
    private void addLiterals(int from, int end) {
        int start = from;
        int at = from;
        while (at + 16 <= end) {
            if ((SwarBytes.get(bytes, at) | SwarBytes.get(bytes, at + 8)) != 0) {
                at += 16;
                continue;
            }
            int zeros = at;
            while (zeros > start && bytes[zeros - 1] == 0) {
                zeros--;
            }
            at = endOfZeros(at + 16, end);
            if (at - zeros > SHORTEST_ZERO_RUN) {
                addPlain(start, zeros + 1);
                addMatches(at - zeros - 1, 0);
                start = at;
            }
        }
        addPlain(start, end);
    }

    private int endOfZeros(int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && SwarBytes.get(bytes, at) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] == 0) {
            at++;
        }
        return at;
    }

    private void addPlain(int from, int end) {
        literals += end - from;
        if (sampled) {
            sample.add(bytes, from, end);
        }
    }

    /** Adds matches of at least three bytes each, for a total length of at least three. */
    private void addMatches(int length, int far) {
        int left = length;
        while (left > 0) {
            int part = Math.min(left, DeflateBlock.LONGEST_MATCH);
            if (left > part && left - part < 3) {
                part -= 3;
            }
            addMatch(part, far);
            left -= part;
        }
    }

    private void addMatch(int length, int far) {
        block.countMatches(length, distance(far), 1);
        addPair(length | far);
    }

    private void addPair(int match) {
        if (count + 2 > tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * tokens.length);
        }
        tokens[count++] = literals;
        tokens[count++] = match;
        literalTotal += literals;
        literals = 0;
    }

    private Distance distance(int match) {
        return (match & FAR) == 0 ? near : far;
    }

    /** Writes the block. */
    void write(boolean last) {
        addPair(0);
        block.countSampled(sample, SAMPLING);
        block.begin(out, last, near, far);
        out.reserve((long) LONGEST_CODE * literalTotal + (long) DeflateBlock.MATCH_BITS * (count / 2)
                + DeflateBlock.END_BITS);
        writeTokens(block.literalCodes());
        block.end(out);
        clear();
    }

    private void writeTokens(long[] codes) {
        boolean paired = literalTotal >= LiteralPairs.WORTHWHILE;
        int[] pairCodes = paired ? pairs.of(codes) : NONE;
        int at = 0;
        for (int i = 0; i < count; i += 2) {
            int end = at + tokens[i];
            int left = paired ? out.putPairs(bytes, at, end, pairCodes) : at;
            out.putCodes(bytes, left, end, codes);
            at = end;
            int match = tokens[i + 1];
            if (match != 0) {
                int length = match & ~FAR;
                Distance distance = distance(match);
                out.putCode(block.match(length, distance));
                at += length;
            }
        }
    }
}
