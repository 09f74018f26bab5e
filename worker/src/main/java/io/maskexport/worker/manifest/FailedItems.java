package io.maskexport.worker.manifest;

import io.maskexport.contracts.FailureBudget;
import io.maskexport.defect.DefectCode;
import io.maskexport.export.RenderedItem;
import org.jspecify.annotations.Nullable;

/**
 * Items that lack masks because of a defect of their own.
 *
 * @param items how many
 * @param first code and path of the first of them
 */
public record FailedItems(long items, String first) {
    /** The item if it has a defect of its own; else null. */
    public static @Nullable FailedItems of(RenderedItem item) {
        return item.warnings().stream().filter(w -> w.defect().code().scope() == DefectCode.Scope.ITEM).findFirst()
                .map(w -> new FailedItems(1, w.defect().code() + " of " + w.subject())).orElse(null);
    }

    /** Those of a run of items and of the next run; null where there are none. */
    public static @Nullable FailedItems sum(@Nullable FailedItems some, @Nullable FailedItems next) {
        if (some == null || next == null) {
            return some == null ? next : some;
        }
        return new FailedItems(some.items + next.items, some.first);
    }

    /**
     * Whether they are more than allowed.
     *
     * @param allowed null for any number
     * @param items of the whole export
     */
    public boolean exceed(@Nullable FailureBudget allowed, long items) {
        return allowed != null && this.items > allowed.of(items);
    }
}
