package io.maskexport.worker.plan;

import io.maskexport.defect.Limits;

/**
 * What a planner goes by.
 *
 * @param items images that a task holds at most
 * @param bytes of originals and annotations that a task holds at most
 * @param limits of what the export's input may cost; the plan pins them
 */
public record TaskLimits(int items, long bytes, Limits limits) {
    /** With the limits' defaults. */
    public TaskLimits(int items, long bytes) {
        this(items, bytes, Limits.defaults());
    }
}
