package io.maskexport.worker.metrics;

import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.tracing.TraceSpan;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Lets histograms point to the span in which a value was measured, as exemplars of OpenMetrics. */
public final class ExemplarSpans implements SpanContext {
    @Override
    public @Nullable String getCurrentTraceId() {
        return current().id().orElse(null);
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        return current().spanId().orElse(null);
    }

    @Override
    public boolean isCurrentSpanSampled() {
        return current().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {}

    private static TraceContext current() {
        return TraceSpan.current().contextOr(TraceContext.NONE);
    }
}
