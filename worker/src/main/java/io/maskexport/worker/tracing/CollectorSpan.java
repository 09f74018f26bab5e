package io.maskexport.worker.tracing;

import io.maskexport.contracts.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** A span for a collector. */
final class CollectorSpan implements TraceSpan {
    private static final String ERROR_TYPE = "error.type";

    private final Tracer tracer;
    private final Span span;

    private CollectorSpan(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    static TraceSpan start(Tracer tracer, SpanName name, Context parent) {
        return new CollectorSpan(tracer,
                tracer.spanBuilder(name.text()).setParent(parent).setSpanKind(kind(name)).startSpan());
    }

    private static SpanKind kind(SpanName name) {
        return switch (name) {
            case REQUEST, CANCELLATION, TASK -> SpanKind.CONSUMER;
            case UPLOAD -> SpanKind.CLIENT;
            case PLAN, PART -> SpanKind.INTERNAL;
        };
    }

    @Override
    public TraceSpan child(SpanName name) {
        return start(tracer, name, context());
    }

    @Override
    public TraceSpan with(SpanAttribute attribute, long value) {
        span.setAttribute(attribute.text(), value);
        return this;
    }

    @Override
    public TraceSpan with(SpanAttribute attribute, String value) {
        span.setAttribute(attribute.text(), value);
        return this;
    }

    @Override
    public void failed(Exception error) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, error.getClass().getName());
    }

    @Override
    public <T, X extends Exception> T during(TracedStep<T, X> step) throws X {
        return ActiveSpan.during(this, step);
    }

    @Override
    public TraceContext contextOr(TraceContext received) {
        return MessageContext.write(context());
    }

    @Override
    public void close() {
        span.end();
    }

    private Context context() {
        return Context.root().with(span);
    }
}
