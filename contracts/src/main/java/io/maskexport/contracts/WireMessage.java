package io.maskexport.contracts;

/** What is sent over a topic; its key is the request's id. */
public sealed interface WireMessage permits ExportCommand, ExportEvent {
    String requestId();
}
