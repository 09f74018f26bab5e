package io.maskexport.contracts;

/**
 * What an export would be, as far as a listing of the project tells.
 *
 * @param items items that it would have; annotations may leave out some of them
 * @param skipped those of them that would have no masks: without an annotation, or without masks for their type
 * @param leftOut items that the selection leaves out by their names, or because they have no annotation
 * @param tasks number of tasks that the work would be split into
 * @param parts estimated number of parts
 * @param bytes estimated size of all parts
 * @param originalBytes size of the originals and annotations in them, with their headers; not estimated
 */
public record PlanEstimate(long items, long skipped, long leftOut, int tasks, long parts, long bytes,
        long originalBytes) {}
