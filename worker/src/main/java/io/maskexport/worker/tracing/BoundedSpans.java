package io.maskexport.worker.tracing;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Semaphore;

import io.maskexport.worker.tracing.SpanListener.SpanOutcome;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Hands ended spans to the batches of the SDK, which a thread of its own sends, as long as few enough are waiting or on their
 * way. The SDK has such a bound too, but keeps to itself how many spans exceed it.
 */
final class BoundedSpans implements SpanProcessor {
    /** Spans that may wait or be on their way, about 1 KB each. */
    static final int MAX_WAITING = 2048;

    private final Semaphore room = new Semaphore(MAX_WAITING);
    private final BatchSpanProcessor batches;
    private final SpanListener listener;

    private BoundedSpans(SpanExporter exporter, Duration timeout, SpanListener listener) {
        this.listener = listener;
        batches = BatchSpanProcessor.builder(new CountingExporter(exporter)).setMaxQueueSize(MAX_WAITING)
                .setExporterTimeout(timeout).setScheduleDelay(Duration.ofSeconds(1)).build();
    }

    static SpanProcessor to(SpanExporter exporter, Duration timeout, SpanListener listener) {
        return new BoundedSpans(exporter, timeout, listener);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (room.tryAcquire()) {
            batches.onEnd(span);
        } else {
            listener.ended(SpanOutcome.DROPPED, 1);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    private final class CountingExporter implements SpanExporter {
        private final SpanExporter exporter;

        CountingExporter(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int number = spans.size();
            var result = sent(spans);
            return result.whenComplete(() -> {
                room.release(number);
                listener.ended(result.isSuccess() ? SpanOutcome.EXPORTED : SpanOutcome.FAILED, number);
            });
        }

        private CompletableResultCode sent(Collection<SpanData> spans) {
            try {
                return exporter.export(spans);
            } catch (RuntimeException e) {
                return CompletableResultCode.ofExceptionalFailure(e);
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
