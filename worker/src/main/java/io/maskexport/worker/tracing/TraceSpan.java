package io.maskexport.worker.tracing;

import io.maskexport.contracts.TraceContext;

/**
 * Port: a step of an export as a trace shows it, from its start until it is closed. Thread-safe; never waits and never
 * throws. The methods of this interface itself do nothing, as befits a step that is not traced.
 */
public interface TraceSpan extends AutoCloseable {
    /** Of a step that is not traced. */
    TraceSpan NONE = new TraceSpan() {
    };

    /** A step that may be traced. */
    @FunctionalInterface
    interface TracedStep<T, X extends Exception> {
        T run() throws X;
    }

    /** The span within which this thread works. */
    static TraceSpan current() {
        return ActiveSpan.get();
    }

    /** Starts a span within this one. */
    default TraceSpan child(SpanName name) {
        return NONE;
    }

    /** Sets an attribute. */
    default TraceSpan with(SpanAttribute attribute, long value) {
        return this;
    }

    /** Sets an attribute. Text is cut at {@value Tracer#MAX_TEXT} characters. */
    default TraceSpan with(SpanAttribute attribute, String value) {
        return this;
    }

    /** Marks the step as failed. The span has the error's class, and not its message, which may name anything. */
    default void failed(Exception error) {}

    /** Runs a step within this span: the span is {@link #current} meanwhile, in this thread. */
    default <T, X extends Exception> T during(TracedStep<T, X> step) throws X {
        return step.run();
    }

    /**
     * What a message says that is sent within this span.
     *
     * @param received what the message says if this span is none
     */
    default TraceContext contextOr(TraceContext received) {
        return received;
    }

    /** Ends the span; only the first call counts. */
    @Override
    default void close() {}
}
