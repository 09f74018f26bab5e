package io.maskexport.png;

import java.util.Arrays;

/**
 * DEFLATE of bytes that are known as runs. Runs become tokens, which are counted as they are added and written as a block
 * when there are many of them; so the memory does not grow with the picture. Equal byte runs that meet are one.
 *
 * <p>A token is a literal byte, or with {@code MATCH} the length of a match, or with {@code REPEAT} a number of matches of
 * the greatest length; {@code FAR} tells a match one pixel back from one a byte back.
 */
final class RunTokens {
    private static final int BLOCK = 1 << 18;
    private static final int REPEAT = 1 << 31;
    private static final int MATCH = 1 << 30;
    private static final int FAR = 1 << 29;
    private static final int COUNT = FAR - 1;

    private final BitWriter out;
    private final DeflateBlock block = new DeflateBlock(15);
    private final Distance near = Distance.of(1);
    private Distance far = near;
    private int[] tokens = new int[1 << 12];
    private int count;
    private int runValue;
    private long runLength;

    RunTokens(BitWriter out) {
        this.out = out;
    }

    /** Begins a stream whose pixels have so many bytes, 1 to 3. */
    void begin(int bytesPerPixel) {
        far = Distance.of(Math.max(2, bytesPerPixel));
        block.clear();
        count = 0;
        runLength = 0;
    }

    /** Adds {@code length} bytes of one value. */
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
            addLiteral(pixel >>> shift & 255);
        }
    }

    private void endRun() {
        if (runLength == 0) {
            return;
        }
        addLiteral(runValue);
        int rest = addMatches(runLength - 1, 0);
        for (; rest > 0; rest--) {
            addLiteral(runValue);
        }
        runLength = 0;
    }

    private void addLiteral(int value) {
        add(value);
        block.countLiteral(value);
    }

    /** Adds matches for so many bytes; returns how many are left, being too few for a match. */
    private int addMatches(long length, int far) {
        int whole = Math.toIntExact(length / DeflateBlock.LONGEST_MATCH);
        int rest = (int) (length % DeflateBlock.LONGEST_MATCH);
        if (whole > 0) {
            add(REPEAT | far | whole);
            block.countMatches(DeflateBlock.LONGEST_MATCH, distance(far), whole);
        }
        if (rest < 3) {
            return rest;
        }
        add(MATCH | far | rest);
        block.countMatches(rest, distance(far), 1);
        return 0;
    }

    private Distance distance(int token) {
        return (token & FAR) == 0 ? near : far;
    }

    private void add(int token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
    }

    /** Tells that a row ended, which is where a block may. */
    void endRow() {
        if (count >= BLOCK) {
            writeBlock(false);
        }
    }

    /** Writes what is left. */
    void finish() {
        endRun();
        writeBlock(true);
    }

    private void writeBlock(boolean last) {
        block.begin(out, last, near, far);
        out.reserve(block.bits(near, far));
        for (int i = 0; i < count; i++) {
            write(tokens[i]);
        }
        block.end(out);
        count = 0;
    }

    private void write(int token) {
        if (token < 0) {
            int length = DeflateBlock.LONGEST_MATCH;
            Distance distance = distance(token);
            out.putRepeatedly(block.match(length, distance), block.matchWidth(length, distance), token & COUNT);
        } else if (token >= MATCH) {
            int length = token & COUNT;
            Distance distance = distance(token);
            out.put(block.match(length, distance), block.matchWidth(length, distance));
        } else {
            int code = block.code(token);
            out.put(code & 0xFFFF, code >>> 16);
        }
    }
}
