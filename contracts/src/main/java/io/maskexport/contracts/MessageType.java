package io.maskexport.contracts;

import java.util.Arrays;
import java.util.Optional;

/** The types of messages, as CloudEvents names them. */
public enum MessageType {
    EXPORT_REQUESTED("requested", ExportRequested.class),
    CANCEL_REQUESTED("cancel-requested", CancelRequested.class),
    EXPORT_ACCEPTED("accepted", ExportAccepted.class),
    EXPORT_REJECTED("rejected", ExportRejected.class),
    EXPORT_PLANNED("planned", ExportPlanned.class),
    EXPORT_PROGRESSED("progressed", ExportProgressed.class),
    PART_COMPLETED("part-completed", PartCompleted.class),
    EXPORT_COMPLETED("completed", ExportCompleted.class),
    EXPORT_FAILED("failed", ExportFailed.class),
    EXPORT_CANCELLED("cancelled", ExportCancelled.class);

    private static final String PREFIX = "io.maskexport.export.";
    private static final String VERSION = ".v" + ContractVersion.VERSION;

    private final String word;
    private final Class<? extends WireMessage> record;

    MessageType(String word, Class<? extends WireMessage> record) {
        this.word = word;
        this.record = record;
    }

    /** The {@code type} of CloudEvents: {@code io.maskexport.export.requested.v1}. */
    public String wire() {
        return PREFIX + word + VERSION;
    }

    /** What a message of this type is read into. */
    public Class<? extends WireMessage> record() {
        return record;
    }

    /** {@code requested}, {@code part-completed}: the type without what all have in common. */
    String word() {
        return word;
    }

    public static MessageType of(WireMessage message) {
        return Arrays.stream(values()).filter(type -> type.record.isInstance(message)).findFirst().orElseThrow();
    }

    /** The type of that name, if there is one. */
    public static Optional<MessageType> named(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }

    /** Whether the name is that of a type of ours, but of another major version. */
    static boolean isOtherVersion(String wire) {
        return Arrays.stream(values()).anyMatch(type -> wire.startsWith(PREFIX + type.word + ".v")
                && wire.substring((PREFIX + type.word + ".v").length()).matches("[0-9]{1,9}")
                && !wire.equals(type.wire()));
    }
}
