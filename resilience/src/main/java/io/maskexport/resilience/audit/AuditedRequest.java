package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request as it was sent, with the documented defaults. */
record AuditedRequest(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DEFAULT_PART = 500_000_000;

    /** Reads a request; empty if the record is not an object with an id. */
    static Optional<AuditedRequest> read(byte[] value) {
        try {
            var json = JSON.readTree(value);
            return json.path("requestId").isTextual() ? Optional.of(new AuditedRequest(json)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String id() {
        return json.path("requestId").asText();
    }

    int version() {
        return json.path("version").asInt();
    }

    String sourceBucket() {
        return json.at("/source/bucket").asText();
    }

    String sourcePrefix() {
        return folder(json.at("/source/prefix").asText());
    }

    String bucket() {
        return json.at("/destination/bucket").asText();
    }

    /** Folder that contains the whole export. */
    String folder() {
        return folder(json.at("/destination/prefix").asText()) + id() + "/";
    }

    Set<String> datasets() {
        var names = new ArrayList<String>();
        json.path("datasets").forEach(name -> names.add(name.asText()));
        return Set.copyOf(names);
    }

    /** @param kind such as {@code humanMasks} */
    boolean masks(String kind) {
        boolean byDefault = List.of("humanMasks", "machineMasks").contains(kind);
        return json.path("options").path(kind).asBoolean(byDefault);
    }

    long partMaxBytes() {
        return json.at("/archive/partMaxBytes").asLong(DEFAULT_PART);
    }

    /** Whether each part has an index. */
    boolean indexed() {
        return json.at("/archive/index").asBoolean();
    }

    /** The request without the requester's part: requests with equal content must get equal bytes. */
    String content() {
        var content = (ObjectNode) json.deepCopy();
        content.remove("requestId");
        content.remove("destination");
        return content.toString();
    }

    private static String folder(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
