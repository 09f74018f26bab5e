package io.maskexport.contracts;

/** A message on a topic, keyed by request id. */
public sealed interface WireMessage permits ExportCommand, ExportEvent {
    String requestId();
}
