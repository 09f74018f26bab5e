package io.maskexport.worker.manifest;

import org.jspecify.annotations.Nullable;

/**
 * Items that lack masks because of a defect of their own.
 *
 * @param items how many
 * @param first code and path of the first of them
 */
public record FailedItems(long items, String first) {
    /** Those of a run of items and of the next run; null where there are none. */
    public static @Nullable FailedItems sum(@Nullable FailedItems some, @Nullable FailedItems next) {
        if (some == null || next == null) {
            return some == null ? next : some;
        }
        return new FailedItems(some.items + next.items, some.first);
    }
}
