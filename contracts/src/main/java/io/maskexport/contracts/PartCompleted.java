package io.maskexport.contracts;

/** A part is in the bucket. It belongs to the result only once the completed event lists it. */
public record PartCompleted(String requestId, ArchivePart part) implements ExportEvent {}
