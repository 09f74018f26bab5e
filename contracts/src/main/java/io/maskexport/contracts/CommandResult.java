package io.maskexport.contracts;

/** What a record of a topic of commands turned out to be. */
public sealed interface CommandResult {
    /**
     * A command, with defaults filled in.
     *
     * @param ignored its fields that nobody knows
     */
    record ValidCommand(ExportCommand command, TraceContext trace, IgnoredFields ignored) implements CommandResult {
        /** A command without unknown fields. */
        public ValidCommand(ExportCommand command, TraceContext trace) {
            this(command, trace, IgnoredFields.NONE);
        }
    }

    /** No command that can be followed, but its sender can be told. */
    record RefusedCommand(ExportRejected rejection, TraceContext trace) implements CommandResult {}

    /**
     * Nothing that could be answered: a dead letter.
     *
     * @param detail a sentence for people, printable
     */
    record UnreadableRecord(ReasonCode reason, String detail) implements CommandResult {}
}
