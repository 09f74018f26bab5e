package io.maskexport.worker.tracing;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Ids of the traces that begin here: all attempts at an export have the same one, whichever worker makes them, because it is made of
 * the request's id. Ids of spans are random.
 */
final class ExportTraceIds implements IdGenerator {
    private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();

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
        var id = DigestUtils.sha256Hex("mask-export/" + requestId).substring(0, TraceId.getLength());
        return TraceId.isValid(id) ? id : "1".repeat(TraceId.getLength());
    }
}
