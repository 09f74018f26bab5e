package io.maskexport.worker.plan;

import io.maskexport.defect.Limits;

/**
 * The limits that the planner applies.
 *
 * @param items largest number of items in a task
 * @param bytes largest size of a task's originals and annotations
 * @param limits input limits of the export; the plan pins them
 * @param quota what one export may have
 */
public record TaskLimits(int items, long bytes, Limits limits, ExportQuota quota) {
    /** Uses the default input limits, and no quota. */
    public TaskLimits(int items, long bytes) {
        this(items, bytes, Limits.defaults(), ExportQuota.NONE);
    }
}
