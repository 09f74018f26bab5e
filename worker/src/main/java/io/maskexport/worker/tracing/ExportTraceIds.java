package io.maskexport.worker.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;

/**
 * Ids of the traces that begin here: all attempts at an export have the same one, whichever worker makes them, because it is made of
 * the request's id. Ids of spans are random.
 */
final class ExportTraceIds implements IdGenerator {
    private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();
    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 16;

    private final IdGenerator random = IdGenerator.random();

    /** Starts a span with a parent or, without one, in the trace of an export. */
    static TraceSpan start(io.opentelemetry.api.trace.Tracer tracer, SpanName name, String requestId, Context parent) {
        return ScopedValue.where(REQUEST, requestId).call(() -> CollectorSpan.start(tracer, name, parent));
    }

    @Override
    public String generateTraceId() {
        return REQUEST.isBound() ? traceId(REQUEST.get()) : random.generateTraceId();
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    /** The first 16 bytes of a SHA-256, in which every bit is as good as random, as samplers expect. */
    private static String traceId(String requestId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var id = HEX.formatHex(digest.digest(("mask-export/" + requestId).getBytes(StandardCharsets.UTF_8)), 0,
                    BYTES);
            return TraceId.isValid(id) ? id : "1".repeat(2 * BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
