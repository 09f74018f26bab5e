package io.maskexport.contracts;

/**
 * Progress of a task. Events may be lost or reordered: the largest count of a task is the current one.
 *
 * @param task its number, from 1
 * @param done number of its items that are rendered
 * @param items number of its items
 */
public record ExportProgressed(String requestId, int task, long done, long items) implements ExportEvent {}
