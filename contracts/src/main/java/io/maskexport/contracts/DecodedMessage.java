package io.maskexport.contracts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message taken from its envelope: CloudEvents 1.0 in binary mode ({@code ce_…} headers) or structured mode (content
 * type {@code application/cloudevents+json}), or bare JSON. The JSON is UTF-8, with or without a byte order mark; its
 * size, depth and values are limited.
 *
 * @param specVersion of CloudEvents; absent in bare JSON
 * @param type the CloudEvents type; absent in bare JSON
 * @param data the message; missing if a structured event has none
 */
record DecodedMessage(Optional<String> specVersion, Optional<String> type, JsonNode data, TraceContext trace) {
    static final String STRUCTURED = "application/cloudevents+json";
    static final String CLOUD_EVENTS = "1.0";

    private static final int DEPTH = 32;
    private static final int TOKENS = 50_000;
    private static final int STRING = 4_096;
    private static final int NUMBER = 32;
    private static final JsonMapper MAPPER = JsonMapper.builder(UntrustedJson.factory()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(ContractVersion.MAX_BYTES)
                    .maxNestingDepth(DEPTH)
                    .maxTokenCount(TOKENS)
                    .maxStringLength(STRING)
                    .maxNameLength(STRING)
                    .maxNumberLength(NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws IOException if the value is not JSON or exceeds a limit; with a message for people */
    static DecodedMessage of(RecordEnvelope envelope) throws IOException {
        var json = parse(envelope.value());
        return isStructured(envelope) ? structured(envelope, json) : binary(envelope, json);
    }

    private static boolean isStructured(RecordEnvelope envelope) {
        return envelope.header("content-type").filter(type -> mediaType(type).equals(STRUCTURED)).isPresent();
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static DecodedMessage structured(RecordEnvelope envelope, JsonNode event) {
        var trace = trace(envelope, text(event, TraceContext.PARENT_HEADER),
                text(event, TraceContext.STATE_HEADER));
        return new DecodedMessage(Optional.of(text(event, "specversion").orElse("")),
                Optional.of(text(event, "type").orElse("")), event.path("data"), trace);
    }

    /** Includes bare JSON, which has no such headers. */
    private static DecodedMessage binary(RecordEnvelope envelope, JsonNode data) {
        var type = envelope.header("ce_type");
        var specVersion = envelope.header("ce_specversion").or(() -> type.map(_ -> ""));
        var trace = trace(envelope, envelope.header("ce_traceparent"), envelope.header("ce_tracestate"));
        return new DecodedMessage(specVersion, specVersion.map(_ -> type.orElse("")), data, trace);
    }

    /** The record's own trace, which describes this hop, or else the event's. */
    private static TraceContext trace(RecordEnvelope envelope, Optional<String> parent, Optional<String> state) {
        var own = TraceContext.of(envelope);
        return own.parent().isPresent() ? own : new TraceContext(parent, state);
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.of(object.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static JsonNode parse(byte[] value) throws IOException {
        if (value.length == 0) {
            throw new IOException("the record is empty");
        }
        if (value.length > ContractVersion.MAX_BYTES) {
            throw new IOException(
                    "%d bytes; the maximum of a message is %d".formatted(value.length, ContractVersion.MAX_BYTES));
        }
        try {
            return object(MAPPER.readTree(decode(value)));
        } catch (JsonProcessingException e) {
            throw new IOException(reason(e), e);
        }
    }

    private static JsonNode object(JsonNode json) throws IOException {
        if (!json.isObject()) {
            throw new IOException("not a JSON object but " + JsonFields.kind(json));
        }
        return json;
    }

    /** Accepts only UTF-8; does not guess other encodings. */
    private static String decode(byte[] value) throws IOException {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-8", e);
        }
    }

    /** Rephrased, because the parser's messages name its classes. */
    private static String reason(JsonProcessingException e) {
        var place = e.getLocation();
        var where = place == null ? "" : " in line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        if (e instanceof StreamConstraintsException) {
            return "exceeds a limit%s: nesting of %d, %d tokens, strings of %d characters, numbers of %d digits"
                    .formatted(where, DEPTH, TOKENS, STRING, NUMBER);
        }
        boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
        return (twice ? "invalid JSON: duplicate field" : "invalid JSON") + where;
    }
}
