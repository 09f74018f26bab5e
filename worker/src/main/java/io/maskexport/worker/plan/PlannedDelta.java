package io.maskexport.worker.plan;

import java.util.List;

import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.ObjectPointer;

/**
 * How a plan differs from an earlier export. The items are in chunks, see {@link WorkFolder#readEarlier}.
 *
 * @param since the manifest of the earlier export
 * @param unchanged items that the plan does not have
 * @param changed items that are made again
 * @param removed items that are gone
 * @param added number of items that the earlier export does not have
 */
public record PlannedDelta(ObjectPointer since, List<Plan.ItemChunk> unchanged, List<Plan.ItemChunk> changed,
        List<Plan.ItemChunk> removed, long added) {
    public PlannedDelta {
        unchanged = List.copyOf(unchanged);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** The numbers of items. */
    ExportDelta counts() {
        return new ExportDelta(since, count(unchanged), count(changed), count(removed), added);
    }

    private static ExportDelta.DeltaList count(List<Plan.ItemChunk> chunks) {
        return new ExportDelta.DeltaList(chunks.stream().mapToLong(Plan.ItemChunk::items).sum(), null);
    }
}
