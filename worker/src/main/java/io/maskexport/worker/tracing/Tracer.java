package io.maskexport.worker.tracing;

import java.net.URI;

import io.maskexport.contracts.TraceContext;

/** Port: where spans start. Thread-safe; never waits and never throws. */
@FunctionalInterface
public interface Tracer extends AutoCloseable {
    /** Traces nothing. */
    Tracer NONE = (_, _) -> TraceSpan.NONE;

    /** Largest length of an attribute in characters. */
    int MAX_TEXT = 200;

    /** Starts a span whose parent is what a message said; of a message that said nothing, it begins a trace. */
    TraceSpan start(SpanName name, TraceContext parent);

    /**
     * Traces to a collector.
     *
     * @param collector its OTLP address (HTTP, protobuf); one without a path gets that of the specification
     * @param version of this build
     */
    static Tracer to(URI collector, String version, SpanListener listener) {
        return new CollectorTracer(collector, version, listener);
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    default void close() {}
}
