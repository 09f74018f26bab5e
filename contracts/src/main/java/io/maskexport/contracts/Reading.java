package io.maskexport.contracts;

/** What a record of a topic of commands turned out to be. */
public sealed interface Reading {
    /**
     * A command, with defaults filled in.
     *
     * @param ignored its fields that nobody knows
     */
    record Valid(Command command, Trace trace, IgnoredFields ignored) implements Reading {
        /** A command without unknown fields. */
        public Valid(Command command, Trace trace) {
            this(command, trace, IgnoredFields.NONE);
        }
    }

    /** No command that can be followed, but its sender can be told. */
    record Refused(ExportRejected rejection, Trace trace) implements Reading {}

    /**
     * Nothing that could be answered: a dead letter.
     *
     * @param detail a sentence for people, printable
     */
    record Unreadable(ReasonCode reason, String detail) implements Reading {}
}
