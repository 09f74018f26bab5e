package io.maskexport.contracts;

/**
 * The project is listed.
 *
 * @param items images to export
 * @param tasks in how many tasks the work is handed out
 */
public record ExportPlanned(String requestId, long items, int tasks) implements ExportEvent {}
