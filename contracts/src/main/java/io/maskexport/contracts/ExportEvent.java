package io.maskexport.contracts;

/**
 * Progress or outcome of a request. An event contains no time, worker or attempt, so that a repeated event has the same
 * bytes.
 */
public sealed interface ExportEvent extends WireMessage
        permits ExportAccepted, ExportRejected, ExportPlanned, ExportProgressed, PartCompleted, TerminalEvent {
    /** Whether this is the last event of its request: the export has ended, was refused, or was only planned. */
    default boolean endsRequest() {
        return this instanceof TerminalEvent || this instanceof ExportRejected
                || (this instanceof ExportPlanned planned && planned.estimate() != null);
    }
}
