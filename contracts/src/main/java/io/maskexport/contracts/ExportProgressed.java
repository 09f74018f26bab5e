package io.maskexport.contracts;

/**
 * How far a task is. Some may be lost, or come again in another order: the largest count of each task is what is done.
 *
 * @param task its number, from 1
 * @param done items of it that are rendered
 * @param items items of it
 */
public record ExportProgressed(String requestId, int task, long done, long items) implements ExportEvent {}
