package io.maskexport.select;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The sets that items are divided into, such as training and validation. An item is in the first set that has one of its
 * tags; the others are divided by a hash of their paths. So no item's set depends on other items.
 *
 * @param sets in order
 * @param seed another one gives other sets
 */
public record Splits(List<ItemSet> sets, long seed) {
    /** No sets. */
    public static final Splits NONE = new Splits(List.of(), 0);

    public Splits {
        sets = List.copyOf(sets);
    }

    /**
     * A set.
     *
     * @param name unique, upper and lower case ignored, and a safe part of a file name
     * @param millionths its share of the items that no tag puts into a set; all shares are 1,000,000 together, or 0
     * @param tags names and patterns, {@code name} or {@code name=value}
     */
    public record ItemSet(String name, long millionths, List<String> tags) {
        public ItemSet {
            tags = List.copyOf(tags);
        }
    }

    /** Whether there are no sets. */
    public boolean isNone() {
        return sets.isEmpty();
    }

    /** Whether tags decide. */
    boolean asksTags() {
        return sets.stream().anyMatch(set -> !set.tags().isEmpty());
    }

    /** @param set place in the list */
    public String nameOf(int set) {
        return sets.get(set).name();
    }

    /**
     * The set of an item by its path, {@code dataset/file name}; -1 for none. An item's hash is as in {@link ItemSample}, but
     * over {@code split:<seed>:<path>}, so that a sample has items of all sets. The first set has the lowest hashes. Not
     * thread-safe.
     */
    public ToIntFunction<String> byHash() {
        var hash = new ItemHash("split:" + seed + ":");
        return path -> at(hash.millionthsOf(path));
    }

    private int at(long millionths) {
        long end = 0;
        for (int i = 0; i < sets.size(); i++) {
            end += sets.get(i).millionths();
            if (millionths < end) {
                return i;
            }
        }
        return -1;
    }

    /** The name of the file that lists a set. */
    public static String fileOf(String name) {
        return "split_" + name + ".txt";
    }

    /** The names of all lists. */
    public List<String> files() {
        return sets.stream().map(set -> fileOf(set.name())).toList();
    }
}
