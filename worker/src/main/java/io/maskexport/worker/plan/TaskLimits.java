package io.maskexport.worker.plan;

import io.maskexport.defect.Limits;

/**
 * The limits that the planner applies.
 *
 * @param items largest number of items in a task
 * @param bytes largest size of a task's originals and annotations
 * @param limits input limits of the export; the plan pins them
 */
public record TaskLimits(int items, long bytes, Limits limits) {
    /** Uses the default input limits. */
    public TaskLimits(int items, long bytes) {
        this(items, bytes, Limits.defaults());
    }
}
