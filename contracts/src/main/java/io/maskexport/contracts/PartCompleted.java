package io.maskexport.contracts;

/** A part is in the bucket. It is the user's only when the completed event lists it. */
public record PartCompleted(String requestId, ArchivePart part) implements ExportEvent {}
