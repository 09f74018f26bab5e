package io.maskexport.contracts;

import java.io.IOException;

/**
 * Reads events, including those of later minor versions: ignores unknown fields, and reads an unknown reason as an
 * internal error.
 */
public final class EventReader {
    private EventReader() {}

    /** @throws IOException if it is not an event of this major version; with a message for people */
    public static ExportEvent read(RecordEnvelope envelope) throws IOException {
        var content = DecodedMessage.of(envelope);
        var name = content.type().orElseThrow(() -> new IOException("not a CloudEvent: it has no type"));
        var type = MessageType.named(name).orElseThrow(() -> new IOException("unknown type `%s`".formatted(name)));
        if (!content.data().isObject()) {
            throw new IOException("data is " + JsonFields.kind(content.data()) + ", not an object");
        }
        return switch (JsonRecords.read(content.data(), type.record())) {
            case ExportEvent event -> event;
            case ExportCommand _ -> throw new IOException(name + " is not an event");
        };
    }
}
