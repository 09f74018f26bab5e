package io.maskexport.contracts;

import java.util.LinkedHashMap;

/**
 * Writes events as CloudEvents 1.0 in binary mode, without {@code ce_time}: a repeated event has the same bytes and
 * headers, except for the span in {@code traceparent}, and the record's timestamp tells when it was sent.
 */
public final class EventWriter {
    private EventWriter() {}

    /**
     * The record of an event, at most {@value ContractVersion#MAX_BYTES} bytes: lists are truncated if it would be
     * larger.
     *
     * @param source the sender, a URI reference
     */
    public static RecordEnvelope write(ExportEvent event, String source, TraceContext trace) {
        return write(event, bounded(event), source, trace);
    }

    /**
     * The shortest record of an event, with empty lists, for a broker with a lower limit. The manifest, to which a
     * {@code completed} event points, holds the complete lists.
     */
    public static RecordEnvelope writeShort(ExportEvent event, String source, TraceContext trace) {
        var left = event;
        while (isReducible(left)) {
            left = smaller(left);
        }
        return write(left, JsonRecords.write(left), source, trace);
    }

    private static RecordEnvelope write(ExportEvent event, byte[] value, String source, TraceContext trace) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", DecodedMessage.CLOUD_EVENTS);
        headers.put("ce_id", id(event, value));
        headers.put("ce_type", MessageType.of(event).wire());
        headers.put("ce_source", source);
        headers.put("ce_subject", event.requestId());
        headers.put("content-type", "application/json");
        headers.putAll(trace.headers());
        return new RecordEnvelope(headers, value);
    }

    /** The same for every repetition of an event, and different for any other event. */
    private static String id(ExportEvent event, byte[] value) {
        var id = event.requestId() + ":";
        return switch (event) {
            case PartCompleted completed -> id + "part:" + completed.part().number();
            case ExportProgressed progressed -> id + "progress:" + progressed.task() + ":" + progressed.done();
            case ExportRejected _ -> id + "rejected:" + RequestDigest.sha256(value);
            case ExportAccepted _,ExportPlanned _,TerminalEvent _ -> id + MessageType.of(event).word();
        };
    }

    private static byte[] bounded(ExportEvent event) {
        var value = JsonRecords.write(event);
        for (var left = event; value.length > ContractVersion.MAX_BYTES; value = JsonRecords.write(left)) {
            left = smaller(left);
        }
        return value;
    }

    private static boolean isReducible(ExportEvent event) {
        return switch (event) {
            case ExportAccepted accepted -> !accepted.datasets().isEmpty() || accepted.hasChoices();
            case ExportRejected rejected -> !rejected.problems().isEmpty();
            case ExportCompleted completed ->
                !completed.parts().isEmpty() || !completed.warnings().examples().isEmpty();
            default -> false;
        };
    }

    private static ExportEvent smaller(ExportEvent event) {
        return switch (event) {
            case ExportAccepted accepted when !accepted.datasets().isEmpty() ->
                accepted.withDatasets(accepted.datasets().size() / 2);
            case ExportAccepted accepted when accepted.hasChoices() -> accepted.withoutChoices();
            case ExportRejected rejected when !rejected.problems().isEmpty() ->
                rejected.withProblems(rejected.problems().size() / 2);
            case ExportCompleted completed when !completed.parts().isEmpty() -> completed.withoutParts();
            case ExportCompleted completed when !completed.warnings().examples().isEmpty() ->
                completed.withExamples(completed.warnings().examples().size() / 2);
            default -> throw new IllegalArgumentException("too large: " + MessageType.of(event).wire());
        };
    }
}
