package io.maskexport.contracts;

/**
 * What became of a request. An event says nothing of time, worker or attempt, so that its repetition has the same bytes.
 */
public sealed interface ExportEvent extends WireMessage
        permits ExportAccepted, ExportRejected, ExportPlanned, ExportProgressed, PartCompleted, TerminalEvent {}
