package io.maskexport.contracts;

/**
 * The project was listed.
 *
 * @param items images to export
 * @param tasks number of tasks that the work is split into
 */
public record ExportPlanned(String requestId, long items, int tasks) implements ExportEvent {}
