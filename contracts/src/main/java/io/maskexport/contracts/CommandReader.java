package io.maskexport.contracts;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads commands in each form of {@link DecodedMessage}. The fields of bare JSON tell its type: a cancellation has none
 * of the fields that only a request has.
 *
 * <p>Unknown fields are ignored but reported; everything else is checked, and all problems are reported together.
 */
public final class CommandReader {
    private CommandReader() {}

    /** Reads arbitrary bytes; never throws. */
    public static CommandResult read(RecordEnvelope envelope) {
        try {
            return read(DecodedMessage.of(envelope));
        } catch (IOException e) {
            return new CommandResult.UnreadableRecord(ReasonCode.MALFORMED_REQUEST,
                    UntrustedText.printable(String.valueOf(e.getMessage())));
        }
    }

    private static CommandResult read(DecodedMessage content) {
        try {
            var unknown = new UnknownFields();
            var command = command(content, unknown);
            return new CommandResult.ValidCommand(command, content.trace(), unknown.found());
        } catch (RefusalException refusal) {
            return requestId(content.data())
                    .<CommandResult>map(id -> new CommandResult.RefusedCommand(refusal.rejection(id), content.trace()))
                    .orElseGet(() -> new CommandResult.UnreadableRecord(refusal.reason(), refusal.detail()));
        }
    }

    private static Optional<String> requestId(JsonNode data) {
        return Optional.of(data.path("requestId")).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .filter(RequestId::isValid);
    }

    private static ExportCommand command(DecodedMessage content, UnknownFields unknown) throws RefusalException {
        checkSpecVersion(content);
        var type = type(content);
        if (!content.data().isObject()) {
            throw malformed("data is " + JsonFields.kind(content.data()) + ", not an object");
        }
        checkVersion(content.data());
        return switch (type) {
            case EXPORT_REQUESTED -> CommandFields.request(content.data(), unknown);
            case CANCEL_REQUESTED -> CommandFields.cancellation(content.data(), unknown);
            default -> throw malformed(type.wire() + " is not a command");
        };
    }

    private static void checkSpecVersion(DecodedMessage content) throws RefusalException {
        var version = content.specVersion();
        if (version.isPresent() && !version.get().equals(DecodedMessage.CLOUD_EVENTS)) {
            throw malformed(
                    "specversion of CloudEvents is `%s`, not %s".formatted(version.get(), DecodedMessage.CLOUD_EVENTS));
        }
    }

    private static MessageType type(DecodedMessage content) throws RefusalException {
        if (content.type().isEmpty()) {
            return bareType(content.data());
        }
        var name = content.type().get();
        var type = MessageType.named(name);
        if (type.isPresent()) {
            return type.get();
        }
        throw MessageType.isOtherVersion(name)
                ? new RefusalException(ReasonCode.UNSUPPORTED_VERSION,
                        "type is %s; this worker supports version %d".formatted(name, ContractVersion.VERSION))
                : malformed("unknown type `%s`".formatted(name));
    }

    private static MessageType bareType(JsonNode data) {
        return Stream.of("source", "project", "datasets", "options", "archive").anyMatch(data::has)
                ? MessageType.EXPORT_REQUESTED
                : MessageType.CANCEL_REQUESTED;
    }

    /** Checked before all other fields, which another version may have changed. */
    private static void checkVersion(JsonNode data) throws RefusalException {
        var version = data.path("version");
        if (version.isIntegralNumber()
                && !(version.canConvertToInt() && version.intValue() == ContractVersion.VERSION)) {
            throw new RefusalException(ReasonCode.UNSUPPORTED_VERSION,
                    "version is %s; this worker supports %d".formatted(version, ContractVersion.VERSION));
        }
    }

    private static RefusalException malformed(String detail) {
        return new RefusalException(ReasonCode.MALFORMED_REQUEST, detail);
    }
}
