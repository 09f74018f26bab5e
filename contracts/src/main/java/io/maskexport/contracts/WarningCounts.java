package io.maskexport.contracts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with the input, while the export went on.
 *
 * @param total all of them
 * @param counts by code
 * @param examples the first ones, {@value #MAX_EXAMPLES} at most
 * @param list the object that lists them, one JSON document a line; null where the examples are all that is listed
 * @param unlisted how many of each code are counted and not listed, as one item has very many; null where none are
 */
public record WarningCounts(long total, SortedMap<String, Long> counts, List<WarningExample> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer list,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SortedMap<String, Long> unlisted) {
    /** Most warnings that are named here. */
    public static final int MAX_EXAMPLES = 100;

    public static final WarningCounts NONE = of(Map.of(), List.of(), null);

    /**
     * A warning.
     *
     * @param subject the item's path in the archive, a dataset, {@code meta.json}, or {@code /} for the project's folder
     */
    public record WarningExample(String code, String subject, String detail) {
        public WarningExample {
            detail = UntrustedText.detail(detail);
        }
    }

    public WarningCounts {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        examples = first(examples, MAX_EXAMPLES);
        unlisted = unlisted == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(unlisted));
    }

    /** Warnings that are all among the examples, or in the list. */
    public static WarningCounts of(Map<String, Long> counts, List<WarningExample> examples,
            @Nullable ObjectPointer list) {
        return of(counts, examples, list, counts);
    }

    /** @param listed how many of each code are in the list; without a list, among the examples */
    public static WarningCounts of(Map<String, Long> counts, List<WarningExample> examples,
            @Nullable ObjectPointer list,
            Map<String, Long> listed) {
        var unlisted = new TreeMap<String, Long>();
        counts.forEach((code, n) -> unlisted.put(code, n - listed.getOrDefault(code, 0L)));
        unlisted.values().removeIf(n -> n == 0);
        return new WarningCounts(total(counts), new TreeMap<>(counts), examples, list,
                unlisted.isEmpty() ? null : unlisted);
    }

    /** Whether there must be a list: more are counted than there are examples. */
    public static boolean needsList(Map<String, Long> counts, List<WarningExample> examples) {
        return total(counts) > Math.min(examples.size(), MAX_EXAMPLES);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of a code are counted and not listed. */
    public long unlisted(String code) {
        return unlisted == null ? 0 : unlisted.getOrDefault(code, 0L);
    }

    /** The same with fewer examples. */
    WarningCounts withExamples(int most) {
        return new WarningCounts(total, counts, first(examples, most), list, unlisted);
    }

    private static List<WarningExample> first(List<WarningExample> examples, int most) {
        return List.copyOf(examples.subList(0, Math.min(examples.size(), most)));
    }
}
