package io.maskexport.contracts;

import java.util.Arrays;
import java.util.Optional;

/** The message types and their CloudEvents names. */
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

    /** The CloudEvents {@code type}: {@code io.maskexport.export.requested.v1}. */
    public String wire() {
        return PREFIX + word + VERSION;
    }

    /** The record class for messages of this type. */
    public Class<? extends WireMessage> record() {
        return record;
    }

    /** The distinctive part of the type: {@code requested}, {@code part-completed}. */
    String word() {
        return word;
    }

    public static MessageType of(WireMessage message) {
        return Arrays.stream(values()).filter(type -> type.record.isInstance(message)).findFirst().orElseThrow();
    }

    /** The type with this name, if there is one. */
    public static Optional<MessageType> named(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }

    /** Whether the name is one of our types in another major version. */
    static boolean isOtherVersion(String wire) {
        return Arrays.stream(values()).anyMatch(type -> wire.startsWith(PREFIX + type.word + ".v")
                && wire.substring((PREFIX + type.word + ".v").length()).matches("[0-9]{1,9}")
                && !wire.equals(type.wire()));
    }
}
