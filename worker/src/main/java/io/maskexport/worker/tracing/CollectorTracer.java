package io.maskexport.worker.tracing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.maskexport.contracts.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Sends spans to a collector by OTLP. Traces what the sender of a request samples, and a share of the requests without a trace. */
final class CollectorTracer implements Tracer {
    private static final String PATH = "/v1/traces";
    private static final String SERVICE = "mask-export-worker";
    /** For one batch, retries included. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(3);
    /** For a collector that is just being replaced. */
    private static final RetryPolicy RETRIES = RetryPolicy.builder().setMaxAttempts(3)
            .setInitialBackoff(Duration.ofMillis(500)).setMaxBackoff(Duration.ofSeconds(2)).build();

    private final SdkTracerProvider provider;
    private final io.opentelemetry.api.trace.Tracer tracer;

    CollectorTracer(TraceCollector collector, String version, SpanListener listener) {
        provider = SdkTracerProvider.builder().setResource(resource(version)).setIdGenerator(new ExportTraceIds())
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(collector.ratio())))
                .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(MAX_TEXT).build())
                .addSpanProcessor(BoundedSpans.to(exporter(collector), TIMEOUT, listener)).build();
        tracer = provider.get("io.maskexport.worker", version);
    }

    @Override
    public TraceSpan start(SpanName name, String requestId, TraceContext parent) {
        return ExportTraceIds.start(tracer, name, requestId, MessageContext.read(parent, Context.root()));
    }

    @Override
    public void close() {
        var _ = provider.shutdown().join(LAST_FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static SpanExporter exporter(TraceCollector collector) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(withPath(collector.address())).setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT).setCompression("gzip").setRetryPolicy(RETRIES);
        collector.headers().forEach(exporter::addHeader);
        collector.caFile().ifPresent(file -> {
            try {
                exporter.setTrustedCertificates(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return exporter.build();
    }

    private static String withPath(URI collector) {
        var path = collector.getPath();
        return path == null || path.isEmpty() || path.equals("/")
                ? collector.resolve(PATH).toString()
                : collector.toString();
    }

    private static Resource resource(String version) {
        return Resource.getDefault().merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"),
                SERVICE, AttributeKey.stringKey("service.version"), version,
                AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString())));
    }
}
