package io.maskexport.png;

import java.util.Arrays;

/**
 * DEFLATE of bytes given as runs. Runs become tokens, which are counted as they are added and written as a block once
 * there are many; so the memory does not grow with the picture. Adjacent runs of equal bytes are merged.
 *
 * <p>A token is a literal byte, or the length of a match plus {@link #NEAR} for a match one byte back or {@link #FAR}
 * for one pixel back; or, if negative, a number of matches of the greatest length, one byte back or, with
 * {@link #FAR_REPEAT}, one pixel back.
 */
final class RunTokens {
    private static final int BLOCK = 1 << 18;
    private static final int NEAR = 256;
    private static final int FAR = NEAR + DeflateBlock.LONGEST_MATCH + 1;
    private static final int TOKENS = FAR + DeflateBlock.LONGEST_MATCH + 1;
    private static final int REPEAT = 1 << 31;
    private static final int FAR_REPEAT = 1 << 30;
    private static final int TIMES = FAR_REPEAT - 1;

    private final BitWriter out;
    private final DeflateBlock block = new DeflateBlock(15);
    private final Distance near = Distance.of(1);
    private Distance far = near;
    /** Tokens from this one on do not occur. */
    private int kinds;
    private int[] tokens = new int[1 << 12];
    private int count;
    private final int[] counts = new int[TOKENS];
    private final long[] codes = new long[TOKENS];
    private int runValue;
    private long runLength;

    RunTokens(BitWriter out) {
        this.out = out;
    }

    /** Starts a stream of pixels with {@code bytesPerPixel} bytes, 1 to 3. */
    void begin(int bytesPerPixel) {
        far = Distance.of(Math.max(2, bytesPerPixel));
        kinds = bytesPerPixel == 1 ? FAR : TOKENS;
        clear();
        runLength = 0;
    }

    private void clear() {
        count = 0;
        Arrays.fill(counts, 0);
    }

    /** Adds {@code length} bytes of the same value. */
    void addRun(int value, long length) {
        if (value != runValue) {
            endRun();
            runValue = value;
        }
        runLength += length;
    }

    /** Adds {@code n} pixels, whose bytes are the low {@code width} ones of {@code pixel}, highest first. */
    void addPixels(int pixel, int width, int n) {
        endRun();
        addPixel(pixel, width);
        if (addMatches((n - 1L) * width, FAR) > 0) {
            addPixel(pixel, width);
        }
    }

    private void addPixel(int pixel, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            add(pixel >>> shift & 255);
        }
    }

    private void endRun() {
        if (runLength == 0) {
            return;
        }
        add(runValue);
        int rest = addMatches(runLength - 1, NEAR);
        for (; rest > 0; rest--) {
            add(runValue);
        }
        runLength = 0;
    }

    /** Adds matches for {@code length} bytes; returns the number of remaining bytes, too few for a match. */
    private int addMatches(long length, int distance) {
        int whole = Math.toIntExact(length / DeflateBlock.LONGEST_MATCH);
        int rest = (int) (length % DeflateBlock.LONGEST_MATCH);
        if (whole > 0) {
            counts[distance + DeflateBlock.LONGEST_MATCH] += whole;
            store(REPEAT | (distance == FAR ? FAR_REPEAT : 0) | whole);
        }
        if (rest < 3) {
            return rest;
        }
        add(distance + rest);
        return 0;
    }

    private void add(int token) {
        counts[token]++;
        store(token);
    }

    private void store(int token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
    }

    /** Marks the end of a row, the only place where a block may end. */
    void endRow() {
        if (count >= BLOCK) {
            writeBlock(false);
        }
    }

    /** Writes the remaining tokens. */
    void finish() {
        endRun();
        writeBlock(true);
    }

    private void writeBlock(boolean last) {
        block.clear();
        for (int token = 0; token < kinds; token++) {
            countToken(token);
        }
        block.begin(out, last, near, far);
        for (int token = 0; token < kinds; token++) {
            codes[token] = counts[token] == 0 ? 0 : code(token);
        }
        long bits = block.bits(near, far);
        if (last) {
            out.reserveLast(bits);
        } else {
            out.reserve(bits);
        }
        writeTokens();
        block.end(out);
        clear();
    }

    private void countToken(int token) {
        int times = counts[token];
        if (times > 0) {
            if (token < NEAR) {
                block.countLiteral(token, times);
            } else {
                block.countMatches(length(token), distance(token), times);
            }
        }
    }

    private long code(int token) {
        return token < NEAR ? block.literal(token) : block.match(length(token), distance(token));
    }

    private Distance distance(int token) {
        return token < FAR ? near : far;
    }

    private static int length(int token) {
        return token - (token < FAR ? NEAR : FAR);
    }

    private void writeTokens() {
        for (int i = 0; i < count; i++) {
            i = out.putCodes(tokens, i, count, codes);
            if (i < count) {
                writeRepeat(tokens[i]);
            }
        }
    }

    private void writeRepeat(int token) {
        int match = ((token & FAR_REPEAT) == 0 ? NEAR : FAR) + DeflateBlock.LONGEST_MATCH;
        out.putRepeatedly(codes[match], token & TIMES);
    }
}
