package io.maskexport.contracts;

/** What a client asks for. */
public sealed interface ExportCommand extends WireMessage permits ExportRequested, CancelRequested {}
