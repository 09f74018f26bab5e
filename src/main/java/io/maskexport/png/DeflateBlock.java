package io.maskexport.png;

import java.util.Arrays;

/**
 * One DEFLATE block with its own codes (RFC 1951, 3.2.7). First the content is counted, then {@link #begin} writes the
 * codes, then the content is written, then {@link #end}.
 */
final class DeflateBlock {
    static final int LONGEST_MATCH = 258;
    /** The largest size of a match in bits: length 15 + 5, distance 15 + 13. */
    static final int MATCH_BITS = 48;
    static final int END_BITS = 15;

    private static final int END = 256;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int HEADER_BITS = 8 * 1024;
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    /** For each match length: its symbol in bits 0 to 8, the number of its extra bits in 9 to 12, the extra bits above. */
    private static final int[] LENGTHS = lengths();

    private final int[] counts = new int[LITERALS];
    private final int[] distanceCounts = new int[DISTANCES];
    private final HuffmanCode literals;
    private final long[] literalCodes = new long[END];
    private final HuffmanCode distances;
    private final HuffmanCode widthCode = new HuffmanCode(19, 7);
    private final int[] widthCounts = new int[19];
    private final int[] widthSymbols = new int[LITERALS + DISTANCES];

    /** A block whose literals have code words of at most {@code longest} bits. */
    DeflateBlock(int longest) {
        literals = new HuffmanCode(LITERALS, longest);
        distances = new HuffmanCode(DISTANCES, longest);
    }

    private static int[] lengths() {
        int[] table = new int[LONGEST_MATCH + 1];
        int symbol = 257;
        for (int length = 3; length < LONGEST_MATCH; symbol++) {
            int extraBits = symbol < 265 ? 0 : (symbol - 261) / 4;
            for (int extra = 0; extra < 1 << extraBits && length < LONGEST_MATCH; extra++) {
                table[length++] = symbol | extraBits << 9 | extra << 13;
            }
        }
        table[LONGEST_MATCH] = 285;
        return table;
    }

    void countLiteral(int value, int times) {
        counts[value] += times;
    }

    /** Counts literals from a sample, {@code factor} times each, and adds one to all, so that every literal has a code. */
    void countSampled(LiteralHistogram sample, int factor) {
        for (int value = 0; value < END; value++) {
            counts[value] += sample.count(value) * factor + 1;
        }
    }

    void countMatches(int length, Distance distance, int times) {
        counts[LENGTHS[length] & 511] += times;
        distanceCounts[distance.symbol()] += times;
    }

    /**
     * Builds and writes the codes. Both distances get a code even if unused: some inflaters reject a block with a
     * single distance.
     */
    void begin(BitWriter out, boolean last, Distance near, Distance far) {
        counts[END] = 1;
        distanceCounts[near.symbol()] = Math.max(1, distanceCounts[near.symbol()]);
        distanceCounts[far.symbol()] = Math.max(1, distanceCounts[far.symbol()]);
        literals.build(counts);
        distances.build(distanceCounts);
        out.reserve(HEADER_BITS);
        out.put(last ? 1 : 0, 1);
        out.put(2, 2);
        writeCodes(out);
    }

    /** The exact number of bits of everything counted; valid between {@link #begin} and {@link #end}. */
    long bits(Distance near, Distance far) {
        long bits = 0;
        for (int s = 0; s < LITERALS; s++) {
            bits += (long) counts[s] * (literals.width(s) + extraLengthBits(s));
        }
        return bits + distanceBits(near) + (far.symbol() == near.symbol() ? 0 : distanceBits(far));
    }

    private long distanceBits(Distance distance) {
        return (long) distanceCounts[distance.symbol()] * (distances.width(distance.symbol()) + distance.extraBits());
    }

    private static int extraLengthBits(int symbol) {
        return symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4;
    }

    /** A literal's code for {@link BitWriter#putCode}. */
    long literal(int value) {
        return coded(literals.code(value));
    }

    /** The codes of all literals. */
    long[] literalCodes() {
        for (int value = 0; value < END; value++) {
            literalCodes[value] = literal(value);
        }
        return literalCodes;
    }

    private static long coded(int code) {
        return BitWriter.code(code & 0xFFFF, code >>> 16);
    }

    /** A match's code for {@link BitWriter#putCode}, extra bits included. */
    long match(int length, Distance distance) {
        int entry = LENGTHS[length];
        int code = literals.code(entry & 511);
        int lengthWidth = (code >>> 16) + (entry >>> 9 & 15);
        int distanceCode = distances.code(distance.symbol());
        int distanceWidth = (distanceCode >>> 16) + distance.extraBits();
        long lengthBits = (code & 0xFFFF) | (long) (entry >>> 13) << (code >>> 16);
        long distanceBits = (distanceCode & 0xFFFF) | (long) distance.extra() << (distanceCode >>> 16);
        return BitWriter.code(lengthBits | distanceBits << lengthWidth, lengthWidth + distanceWidth);
    }

    /** Ends the block with at most {@value #END_BITS} bits, and resets the counts. */
    void end(BitWriter out) {
        out.putCode(literal(END));
        clear();
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(distanceCounts, 0);
    }

    private void writeCodes(BitWriter out) {
        int literalCount = used(literals, LITERALS, 257);
        int distanceCount = used(distances, DISTANCES, 1);
        int symbols = gatherWidths(literalCount, distanceCount);
        widthCode.build(widthCounts);
        int orderCount = ORDER.length;
        while (orderCount > 4 && widthCode.width(ORDER[orderCount - 1]) == 0) {
            orderCount--;
        }
        out.put(literalCount - 257, 5);
        out.put(distanceCount - 1, 5);
        out.put(orderCount - 4, 4);
        for (int i = 0; i < orderCount; i++) {
            out.put(widthCode.width(ORDER[i]), 3);
        }
        for (int i = 0; i < symbols; i++) {
            writeWidth(out, widthSymbols[i]);
        }
    }

    private static int used(HuffmanCode code, int count, int minimum) {
        int used = count;
        while (used > minimum && code.width(used - 1) == 0) {
            used--;
        }
        return used;
    }

    private void writeWidth(BitWriter out, int entry) {
        int symbol = entry & 31;
        int code = widthCode.code(symbol);
        out.put(code & 0xFFFF, code >>> 16);
        switch (symbol) {
            case 16 -> out.put(entry >>> 5, 2);
            case 17 -> out.put(entry >>> 5, 3);
            case 18 -> out.put(entry >>> 5, 7);
            default -> {
                // a width itself, without a repetition
            }
        }
    }

    /** Run-length encodes the widths of both codes as one sequence; returns the number of symbols. */
    private int gatherWidths(int literalCount, int distanceCount) {
        Arrays.fill(widthCounts, 0);
        int total = literalCount + distanceCount;
        int symbols = 0;
        for (int i = 0; i < total;) {
            int width = widthAt(i, literalCount);
            int end = i + 1;
            while (end < total && widthAt(end, literalCount) == width) {
                end++;
            }
            symbols = gatherRun(width, end - i, symbols);
            i = end;
        }
        return symbols;
    }

    private int widthAt(int i, int literalCount) {
        return i < literalCount ? literals.width(i) : distances.width(i - literalCount);
    }

    private int gatherRun(int width, int run, int symbols) {
        int at = symbols;
        int left = run;
        if (width != 0) {
            at = gather(width, at);
            left--;
        }
        while (left >= 3) {
            int limit = width == 0 ? 138 : 6;
            int part = Math.min(left, limit);
            int symbol = width != 0 ? 16 : part < 11 ? 17 : 18;
            int minimum = symbol == 18 ? 11 : 3;
            at = gather(symbol | (part - minimum) << 5, at);
            left -= part;
        }
        for (; left > 0; left--) {
            at = gather(width, at);
        }
        return at;
    }

    private int gather(int entry, int at) {
        widthSymbols[at] = entry;
        widthCounts[entry & 31]++;
        return at + 1;
    }
}
