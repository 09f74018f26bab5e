package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.resilience.audit.AuditEvidence.TopicRecord;

/**
 * The last event of a request.
 *
 * @param type completed, failed, cancelled or rejected
 */
record LastEvent(String type, JsonNode json, TopicRecord record) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of("completed", "failed", "cancelled", "rejected");

    /** Empty for any other event, including {@code part-completed}. */
    static Optional<LastEvent> of(TopicRecord event) {
        return TYPES.stream()
                .filter(type -> ("io.maskexport.export." + type + ".v1").equals(event.headers().get("ce_type")))
                .findFirst().map(type -> new LastEvent(type, json(event.value()), event));
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("an event that is no JSON", e);
        }
    }

    /** How the request ended: the type, or {@code given up} if it failed because workers died of it. */
    String ending() {
        return json.path("reason").asText().equals("POISON_REQUEST") ? "given up" : type;
    }

    /** Whether a reader of one may ignore the other. */
    boolean isSame(LastEvent other) {
        return headers().equals(other.headers()) && Arrays.equals(record.value(), other.record.value());
    }

    /** The headers that tell of the end; one more may say what a cancellation has met. */
    private Map<String, String> headers() {
        var headers = new HashMap<>(record.headers());
        headers.remove("ce_cancellation");
        return headers;
    }
}
