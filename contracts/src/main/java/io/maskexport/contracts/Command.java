package io.maskexport.contracts;

/** What a client asks for. */
public sealed interface Command extends Message permits ExportRequested, CancelRequested {}
