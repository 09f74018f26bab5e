package io.maskexport.select;

/** How many of the selected items an export has; a hash of their paths chooses them. */
public sealed interface Sample {
    /** All. */
    record Everything() implements Sample {}

    /**
     * A number of items, or all if there are fewer.
     *
     * @param items at least 1
     * @param seed another one gives another sample
     */
    record Count(long items, long seed) implements Sample {}

    /**
     * About a share of the items.
     *
     * @param millionths of all, 1 to 1,000,000
     * @param seed another one gives another sample
     */
    record Share(long millionths, long seed) implements Sample {}
}
