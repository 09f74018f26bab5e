package io.maskexport.worker.tracing;

import io.maskexport.contracts.TraceContext;

/** Port: where spans start. Thread-safe; never waits and never throws. */
@FunctionalInterface
public interface Tracer extends AutoCloseable {
    /** Traces nothing. */
    Tracer NONE = (_, _, _) -> TraceSpan.NONE;

    /** Largest length of an attribute in characters. */
    int MAX_TEXT = 200;

    /**
     * Starts a span whose parent is what a message said. If it said nothing, the span is one of the beginnings of the trace of its
     * export: all attempts have the same trace id, made of the request's id.
     */
    TraceSpan start(SpanName name, String requestId, TraceContext parent);

    /**
     * Traces to a collector.
     *
     * @param version of this build
     */
    static Tracer to(TraceCollector collector, String version, SpanListener listener) {
        return new CollectorTracer(collector, version, listener);
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    default void close() {}
}
