package io.maskexport.worker.failure;

import org.apache.kafka.common.errors.RecordTooLargeException;

/** What follows when the broker does not accept a record. */
public final class SendFailure {
    private SendFailure() {}

    /**
     * A record that is too large is refused for good. Everything else counts as an outage, even missing permission: it says
     * nothing about the export, and without events no end can be announced.
     *
     * @param bytes of the record's value
     */
    public static Failure of(String topic, int bytes, Throwable cause) {
        return cause instanceof RecordTooLargeException refusal
                ? new Failure.Terminal(Failure.Terminal.TerminalKind.PROTOCOL_ERROR, tooLarge(topic, bytes, refusal),
                        cause)
                : new Failure.DependencyDown("sending to " + topic + ": " + FailureWording.of(cause), cause);
    }

    /** Whether a record was refused for its size. */
    public static boolean isTooLarge(Failure failure) {
        return failure.getCause() instanceof RecordTooLargeException;
    }

    /** Names the limit that was exceeded: the producer refuses by its own limits before it sends anything. */
    private static String tooLarge(String topic, int bytes, RecordTooLargeException refusal) {
        var reported = String.valueOf(refusal.getMessage());
        var limit = reported.contains("max.request.size") || reported.contains("buffer.memory")
                ? "the worker's producer: " + reported
                : "the broker: raise max.message.bytes of the topic, or message.max.bytes of the broker";
        return "a record of " + bytes + " bytes for " + topic + " is too large for " + limit;
    }
}
