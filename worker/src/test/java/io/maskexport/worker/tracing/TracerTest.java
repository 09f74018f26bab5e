package io.maskexport.worker.tracing;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.tracing.SpanListener.SpanOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TracerTest {
    private static final TraceContext RECEIVED = new TraceContext(
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), Optional.of("a=1,b=2"));
    private static final TraceContext UNSAMPLED = new TraceContext(
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"), Optional.empty());

    private final Map<SpanOutcome, Integer> counts = new EnumMap<>(SpanOutcome.class);

    private synchronized void count(SpanOutcome outcome, int spans) {
        counts.merge(outcome, spans, Integer::sum);
    }

    private synchronized Map<SpanOutcome, Integer> counts() {
        return new EnumMap<>(counts);
    }

    @Test
    void without_a_collector_messages_keep_their_trace() {
        var span = Tracer.NONE.start(SpanName.REQUEST, "export-1", RECEIVED).with(SpanAttribute.ITEMS, 3);
        assertThat(span.contextOr(RECEIVED)).isSameAs(RECEIVED);
        assertThat(span.during(TraceSpan::current)).isSameAs(TraceSpan.NONE);
        assertThat(span.child(SpanName.PLAN).contextOr(TraceContext.NONE)).isEqualTo(TraceContext.NONE);
    }

    /** The jars of the library are missing, and nothing of it is missed. */
    @Test
    void without_a_collector_no_class_of_the_library_is_needed() throws Exception {
        var others = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("opentelemetry")) {
                others.add(new File(entry).toURI().toURL());
            }
        }
        try (var loader = new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var tracer = Class.forName(Tracer.class.getName(), true, loader).getField("NONE").get(null);
            var start = Arrays.stream(tracer.getClass().getInterfaces()[0].getMethods())
                    .filter(method -> method.getName().equals("start")).findFirst().orElseThrow();
            start.setAccessible(true);
            assertThat(start.invoke(tracer, null, null, null).getClass().getName())
                    .startsWith(TraceSpan.class.getName());
        }
    }

    @Test
    void a_span_continues_the_trace_that_its_message_names() {
        try (var tracer = tracer(URI.create("http://127.0.0.1:9"))) {
            var span = tracer.start(SpanName.REQUEST, "export-1", RECEIVED);
            var sent = span.contextOr(TraceContext.NONE);
            assertThat(sent.id()).isEqualTo(RECEIVED.id());
            assertThat(sent.spanId()).isPresent().isNotEqualTo(RECEIVED.spanId());
            assertThat(sent.state()).isEqualTo(RECEIVED.state());
            assertThat(sent.isSampled()).isTrue();
            assertThat(span.child(SpanName.PLAN).contextOr(TraceContext.NONE).id()).isEqualTo(RECEIVED.id());
            assertThat(span.during(TraceSpan::current)).isSameAs(span);
            assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
        }
    }

    @Test
    void all_attempts_at_an_export_without_a_trace_are_one_trace() {
        try (var one = tracer(URI.create("http://127.0.0.1:9")); var other = tracer(URI.create("http://127.0.0.1:9"))) {
            var first = sent(one, "export-1");
            var second = sent(other, "export-1");
            assertThat(first.id()).isPresent().isEqualTo(second.id()).isNotEqualTo(sent(one, "export-2").id());
            assertThat(first.spanId()).isPresent().isNotEqualTo(second.spanId());
            assertThat(first.isSampled()).isTrue();
        }
    }

    @Test
    void a_share_of_the_exports_is_sampled_and_a_sender_decides_for_its_own() {
        try (var tracer = tracer(collector(URI.create("http://127.0.0.1:9"), Map.of(), Optional.empty(), 0.25));
                var none = tracer(collector(URI.create("http://127.0.0.1:9"), Map.of(), Optional.empty(), 0))) {
            var sampled = IntStream.range(0, 1000).filter(n -> sent(tracer, "export-" + n).isSampled()).count();
            assertThat(sampled).isBetween(180L, 320L);
            assertThat(sent(none, "export-1").isSampled()).isFalse();
            assertThat(none.start(SpanName.REQUEST, "export-1", RECEIVED).contextOr(TraceContext.NONE).isSampled())
                    .isTrue();
        }
    }

    @Test
    void a_collector_gets_the_headers_and_no_text_shows_them() throws Exception {
        BlockingQueue<String> logins = new LinkedBlockingQueue<>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        var collector = collector(URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Map.of("authorization", "Bearer hush"), Optional.empty(), 1);
        try (var tracer = tracer(collector)) {
            end(tracer, 1);
            assertThat(logins.poll(60, TimeUnit.SECONDS)).isEqualTo("Bearer hush");
        } finally {
            server.stop(0);
        }
        assertThat(collector.toString()).contains("authorization").doesNotContain("hush");
    }

    @Test
    void what_the_sender_does_not_sample_is_passed_on_and_not_exported() {
        try (var tracer = tracer(URI.create("http://127.0.0.1:9"))) {
            var span = tracer.start(SpanName.REQUEST, "export-1", UNSAMPLED);
            span.close();
            assertThat(span.contextOr(RECEIVED).id()).isEqualTo(UNSAMPLED.id());
            assertThat(span.contextOr(RECEIVED).isSampled()).isFalse();
        }
        assertThat(counts()).isEmpty();
    }

    @Test
    void the_spans_for_a_collector_that_is_down_are_counted() throws Exception {
        try (var tracer = tracer(URI.create("http://127.0.0.1:9"))) {
            end(tracer, 10);
            for (int turn = 0; turn < 600 && counts().isEmpty(); turn++) {
                Thread.sleep(50);
            }
            assertThat(counts()).isEqualTo(Map.of(SpanOutcome.FAILED, 10));
        }
    }

    /** No more than the bound wait for a collector that takes requests and does not answer; the others are counted. */
    @Test
    void a_collector_that_hangs_holds_a_bounded_number_of_spans() throws Exception {
        var hanging = new CountDownLatch(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/v1/traces", exchange -> {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
            var tracer = tracer(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
            end(tracer, BoundedSpans.MAX_WAITING + 500);
            assertThat(counts()).isEqualTo(Map.of(SpanOutcome.DROPPED, 500));
            hanging.countDown();
            tracer.close();
        } finally {
            server.stop(0);
        }
    }

    private Tracer tracer(URI address) {
        return tracer(collector(address, Map.of(), Optional.empty(), 1));
    }

    private Tracer tracer(TraceCollector collector) {
        return Tracer.to(collector, "test", this::count);
    }

    private static TraceCollector collector(URI address, Map<String, String> headers, Optional<Path> ca, double ratio) {
        return new TraceCollector(address, headers, ca, ratio);
    }

    private static TraceContext sent(Tracer tracer, String requestId) {
        try (var span = tracer.start(SpanName.REQUEST, requestId, TraceContext.NONE)) {
            return span.contextOr(TraceContext.NONE);
        }
    }

    private static void end(Tracer tracer, int spans) {
        for (int n = 0; n < spans; n++) {
            tracer.start(SpanName.REQUEST, "export-1", TraceContext.NONE).close();
        }
    }
}
