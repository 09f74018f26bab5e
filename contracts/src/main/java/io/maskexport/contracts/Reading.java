package io.maskexport.contracts;

/** What a record of a topic of commands turned out to be. */
public sealed interface Reading {
    /** A command, with defaults filled in. */
    record Valid(Command command, Trace trace) implements Reading {}

    /** No command that can be followed, but its sender can be told. */
    record Refused(ExportRejected rejection, Trace trace) implements Reading {}

    /**
     * Nothing that could be answered: a dead letter.
     *
     * @param detail a sentence for people, printable
     */
    record Unreadable(ReasonCode reason, String detail) implements Reading {}
}
