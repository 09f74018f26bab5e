package io.maskexport.contracts;

/** The export was cancelled; nothing of it is left but its manifest. */
public record ExportCancelled(String requestId, ObjectPointer manifest) implements TerminalEvent {}
