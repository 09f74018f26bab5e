package io.maskexport.contracts;

/** The result of reading a record from a command topic. */
public sealed interface CommandResult {
    /**
     * A valid command, with defaults filled in.
     *
     * @param ignored its unknown fields
     */
    record ValidCommand(ExportCommand command, TraceContext trace, IgnoredFields ignored) implements CommandResult {
        /** A command without unknown fields. */
        public ValidCommand(ExportCommand command, TraceContext trace) {
            this(command, trace, IgnoredFields.NONE);
        }
    }

    /** An invalid command whose sender can be notified. */
    record RefusedCommand(ExportRejected rejection, TraceContext trace) implements CommandResult {}

    /**
     * A record that cannot be answered: a dead letter.
     *
     * @param detail a printable sentence for people
     */
    record UnreadableRecord(ReasonCode reason, String detail) implements CommandResult {}
}
