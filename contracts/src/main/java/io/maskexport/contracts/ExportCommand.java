package io.maskexport.contracts;

/** A command from a client. */
public sealed interface ExportCommand extends WireMessage permits ExportRequested, CancelRequested {}
