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
 * @param list the object with all of them, one JSON document a line; null where the examples are all
 */
public record Warnings(long total, SortedMap<String, Long> counts, List<Example> examples,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectPointer list) {
    /** Most warnings that are named here. */
    public static final int MAX_EXAMPLES = 100;

    public static final Warnings NONE = of(Map.of(), List.of(), null);

    /**
     * A warning.
     *
     * @param subject the item's path in the archive, a dataset, or {@code meta.json}
     */
    public record Example(String code, String subject, String detail) {
        public Example {
            detail = Text.detail(detail);
        }
    }

    public Warnings {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        examples = first(examples, MAX_EXAMPLES);
    }

    public static Warnings of(Map<String, Long> counts, List<Example> examples, @Nullable ObjectPointer list) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Warnings(total, new TreeMap<>(counts), examples, list);
    }

    /** The same with fewer examples. */
    Warnings withExamples(int most) {
        return new Warnings(total, counts, first(examples, most), list);
    }

    private static List<Example> first(List<Example> examples, int most) {
        return List.copyOf(examples.subList(0, Math.min(examples.size(), most)));
    }
}
