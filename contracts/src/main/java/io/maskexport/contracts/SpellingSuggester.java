package io.maskexport.contracts;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the word that a mistyped one was meant to be. */
final class SpellingSuggester {
    private SpellingSuggester() {}

    /** The nearest word with at most a third of its letters wrong, but at least one allowed. */
    static Optional<String> nearest(String mistyped, Collection<String> words) {
        return words.stream().filter(word -> distance(mistyped, word) <= tolerated(word))
                .min(Comparator.comparingInt(word -> distance(mistyped, word)));
    }

    private static int tolerated(String word) {
        return Math.max(1, word.length() / 3);
    }

    /**
     * Number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment), ignoring case.
     * For words of very different lengths, returns the difference in length.
     */
    static int distance(String one, String other) {
        int apart = Math.abs(one.length() - other.length());
        if (apart > tolerated(other)) {
            return apart;
        }
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int step(int[][] table, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int smallest = Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(smallest, table[i - 2][j - 2] + 1) : smallest;
    }
}
