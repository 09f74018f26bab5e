package io.maskexport.contracts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Defects of the input that did not stop the export.
 *
 * @param total number of warnings
 * @param counts by code
 * @param examples the first warnings, at most {@value #MAX_EXAMPLES}
 * @param list the object that lists them, one JSON document a line; null if the examples are the whole list
 * @param unlisted how many warnings of each code are counted but not listed, because one item has very many; null if
 * none
 */
public record WarningCounts(long total, SortedMap<String, Long> counts, List<WarningExample> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer list,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SortedMap<String, Long> unlisted) {
    /** Largest number of examples. */
    public static final int MAX_EXAMPLES = 100;

    public static final WarningCounts NONE = of(Map.of(), List.of(), null);

    /**
     * One warning.
     *
     * @param subject the item's path in the archive, a dataset, {@code meta.json}, or {@code /} for the project's
     * folder
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

    /** For warnings that are all among the examples or in the list. */
    public static WarningCounts of(Map<String, Long> counts, List<WarningExample> examples,
            @Nullable ObjectPointer list) {
        return of(counts, examples, list, counts);
    }

    /** @param listed how many of each code are in the list, or without a list among the examples */
    public static WarningCounts of(Map<String, Long> counts, List<WarningExample> examples,
            @Nullable ObjectPointer list,
            Map<String, Long> listed) {
        var unlisted = new TreeMap<String, Long>();
        counts.forEach((code, n) -> unlisted.put(code, n - listed.getOrDefault(code, 0L)));
        unlisted.values().removeIf(n -> n == 0);
        return new WarningCounts(total(counts), new TreeMap<>(counts), examples, list,
                unlisted.isEmpty() ? null : unlisted);
    }

    /** Whether a list is needed: there are more warnings than examples. */
    public static boolean needsList(Map<String, Long> counts, List<WarningExample> examples) {
        return total(counts) > Math.min(examples.size(), MAX_EXAMPLES);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many warnings of a code are counted but not listed. */
    public long unlisted(String code) {
        return unlisted == null ? 0 : unlisted.getOrDefault(code, 0L);
    }

    /** A copy with fewer examples. */
    WarningCounts withExamples(int limit) {
        return new WarningCounts(total, counts, first(examples, limit), list, unlisted);
    }

    private static List<WarningExample> first(List<WarningExample> examples, int limit) {
        return List.copyOf(examples.subList(0, Math.min(examples.size(), limit)));
    }
}
