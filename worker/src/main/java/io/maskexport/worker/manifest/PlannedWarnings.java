package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.maskexport.contracts.WarningCounts;
import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.export.Item;

/**
 * What a listing already finds wrong with a project and its items: all are counted, and the first of each code are named,
 * because there is no list of all. Not for several threads.
 */
public final class PlannedWarnings {
    /** Examples of each code. */
    static final int EXAMPLES = 10;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, Long> named = new TreeMap<>();
    private final List<WarningExample> examples = new ArrayList<>();

    /** Adds what is wrong with an item. */
    public void add(Item item) {
        item.defects().forEach(defect -> {
            counts.merge(defect.code().name(), defect.times(), Long::sum);
            name(new WarningExample(defect.code().name(), item.path(), defect.detail()));
        });
    }

    /** Adds what is wrong with the project as a whole. */
    public void add(Map<String, Long> all, List<WarningExample> listed) {
        all.forEach((code, n) -> counts.merge(code, n, Long::sum));
        listed.forEach(this::name);
    }

    private void name(WarningExample warning) {
        if (named.getOrDefault(warning.code(), 0L) < EXAMPLES && examples.size() < WarningCounts.MAX_EXAMPLES) {
            named.merge(warning.code(), 1L, Long::sum);
            examples.add(warning);
        }
    }

    /** All that were added. */
    public WarningCounts counts() {
        return WarningCounts.of(counts, examples, null, named);
    }
}
