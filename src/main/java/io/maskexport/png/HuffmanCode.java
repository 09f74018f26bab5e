package io.maskexport.png;

import java.util.Arrays;

/**
 * An optimal prefix code with code words of limited length: Huffman's algorithm or, where that exceeds the limit, the
 * slower package-merge (Larmore and Hirschberg 1990); then canonical code words in DEFLATE's bit order (RFC 1951,
 * 3.2.2). Reusable.
 */
final class HuffmanCode {
    private final int symbols;
    private final int longest;
    private final int[] widths;
    private final int[] codes;

    private final long[] leaves;
    private final boolean[][] isLeaf;
    private final int[] parents;
    private final int[] depths;
    private long[] list;
    private long[] nextList;

    /** For symbols 0 to {@code symbols - 1}, at most 1,024, and code words of at most {@code longest} bits. */
    HuffmanCode(int symbols, int longest) {
        this.symbols = symbols;
        this.longest = longest;
        widths = new int[symbols];
        codes = new int[symbols];
        leaves = new long[symbols];
        isLeaf = new boolean[longest][2 * symbols];
        parents = new int[2 * symbols];
        depths = new int[2 * symbols];
        list = new long[2 * symbols];
        nextList = new long[2 * symbols];
    }

    /** A symbol's code word in the low 16 bits, its width above; 0 for an unused symbol. */
    int code(int symbol) {
        return codes[symbol];
    }

    /** The width of a symbol's code word in bits; 0 for an unused symbol. */
    int width(int symbol) {
        return widths[symbol];
    }

    /** Builds the code from the frequencies of symbols; those with frequency 0 get no code word. */
    void build(int[] counts) {
        Arrays.fill(widths, 0);
        int used = sortLeaves(counts);
        if (used == 1) {
            widths[symbol(leaves[0])] = 1;
        } else if (used > 1 && treeDepth(used) <= longest) {
            takeDepths(used);
        } else if (used > 1) {
            limitWidths(used);
        }
        assignCodes();
    }

    private int sortLeaves(int[] counts) {
        int used = 0;
        for (int s = 0; s < symbols; s++) {
            if (counts[s] > 0) {
                leaves[used++] = (long) counts[s] << 10 | s;
            }
        }
        Arrays.sort(leaves, 0, used);
        return used;
    }

    private static int symbol(long leaf) {
        return (int) leaf & 1023;
    }

    private static long weight(long leaf) {
        return leaf >>> 10;
    }

    /**
     * Builds Huffman's tree of leaves followed by pairs, each no lighter than the one before; returns the depth of its
     * lowest leaf.
     */
    private int treeDepth(int used) {
        int leaf = 0;
        int pair = used;
        for (int node = 0; node < used; node++) {
            list[node] = weight(leaves[node]);
        }
        for (int node = used; node < 2 * used - 1; node++) {
            list[node] = 0;
            for (int child = 0; child < 2; child++) {
                boolean takesLeaf = leaf < used && (pair == node || list[leaf] <= list[pair]);
                int taken = takesLeaf ? leaf++ : pair++;
                list[node] += list[taken];
                parents[taken] = node;
            }
        }
        depths[2 * used - 2] = 0;
        for (int node = 2 * used - 3; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
        }
        return depths[0];
    }

    private void takeDepths(int used) {
        for (int i = 0; i < used; i++) {
            widths[symbol(leaves[i])] = depths[i];
        }
    }

    /**
     * Package-merge: each level's list holds all leaves and the pairs of the previous list, by weight. A symbol's width
     * is the number of levels on which its leaf is contained in the first {@code 2 * used - 2} entries of the last
     * list.
     */
    private void limitWidths(int used) {
        int length = 0;
        for (int level = 0; level < longest; level++) {
            length = merge(used, length, isLeaf[level]);
        }
        int needed = 2 * used - 2;
        for (int level = longest - 1; level >= 0; level--) {
            int taken = 0;
            for (int i = 0; i < needed; i++) {
                if (isLeaf[level][i]) {
                    widths[symbol(leaves[taken++])]++;
                }
            }
            needed = 2 * (needed - taken);
        }
    }

    /** Replaces the list by the leaves merged with the list's pairs; returns the new length. */
    private int merge(int used, int length, boolean[] leafAt) {
        int leaf = 0;
        int pair = 0;
        int size = 0;
        while (leaf < used || pair + 1 < length) {
            boolean takesLeaf = pair + 1 >= length
                    || (leaf < used && weight(leaves[leaf]) <= list[pair] + list[pair + 1]);
            leafAt[size] = takesLeaf;
            if (takesLeaf) {
                nextList[size++] = weight(leaves[leaf++]);
            } else {
                nextList[size++] = list[pair] + list[pair + 1];
                pair += 2;
            }
        }
        long[] swap = list;
        list = nextList;
        nextList = swap;
        return size;
    }

    private void assignCodes() {
        int[] next = new int[longest + 2];
        for (int width : widths) {
            next[width + 1]++;
        }
        next[1] = 0;
        for (int w = 1; w <= longest; w++) {
            next[w] = (next[w - 1] + next[w]) << 1;
        }
        for (int s = 0; s < symbols; s++) {
            int width = widths[s];
            codes[s] = width == 0 ? 0 : Integer.reverse(next[width]++) >>> (32 - width) | width << 16;
        }
    }
}
