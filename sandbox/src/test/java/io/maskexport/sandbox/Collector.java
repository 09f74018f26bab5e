package io.maskexport.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;

/** A small collector of traces: decodes and keeps what it receives by OTLP over HTTPS from those who log in. */
final class Collector implements AutoCloseable {
    static final String LOGIN = "Bearer canary-of-traces-9d4e";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ReceivedSpan> spans = new ArrayList<>();
    private volatile CountDownLatch hangs = new CountDownLatch(0);

    /**
     * A span as received; ids in hexadecimal digits.
     *
     * @param attributes those of the span and, prefixed with {@code resource.}, of its process
     */
    record ReceivedSpan(String name, String trace, String id, String parent, String state,
            Map<String, String> attributes,
            boolean error) {}

    Collector(ServerCertificate certificate) throws IOException, GeneralSecurityException {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
        server = https;
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private static SSLContext context(ServerCertificate certificate) throws IOException, GeneralSecurityException {
        var password = certificate.password().toCharArray();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(certificate.keyStore().toFile(), password), password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers nobody from now on, until what it returns is counted down. */
    CountDownLatch hang() {
        hangs = new CountDownLatch(1);
        return hangs;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange; var body = new GZIPInputStream(exchange.getRequestBody())) {
            if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            add(ExportTraceServiceRequest.parseFrom(body));
            hangs.await();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(ExportTraceServiceRequest request) {
        for (var process : request.getResourceSpansList()) {
            for (var scope : process.getScopeSpansList()) {
                for (var span : scope.getSpansList()) {
                    var attributes = attributes("", span.getAttributesList());
                    attributes.putAll(attributes("resource.", process.getResource().getAttributesList()));
                    spans.add(received(span, attributes));
                }
            }
        }
    }

    private static ReceivedSpan received(Span span, Map<String, String> attributes) {
        return new ReceivedSpan(span.getName(), hex(span.getTraceId()), hex(span.getSpanId()),
                hex(span.getParentSpanId()), span.getTraceState(), attributes, span.getStatus().getCodeValue() == 2);
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(String prefix, List<KeyValue> pairs) {
        var attributes = new TreeMap<String, String>();
        for (var pair : pairs) {
            var value = pair.getValue();
            attributes.put(prefix + pair.getKey(),
                    value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue());
        }
        return attributes;
    }

    /** Waits until there is a span of this kind, and returns all spans of that moment. */
    List<ReceivedSpan> await(Predicate<ReceivedSpan> wanted) throws InterruptedException {
        for (var end = Instant.now().plus(Duration.ofMinutes(1)); Instant.now().isBefore(end); Thread.sleep(50)) {
            var now = received();
            if (now.stream().anyMatch(wanted)) {
                return now;
            }
        }
        throw new AssertionError("no such span: " + received());
    }

    private synchronized List<ReceivedSpan> received() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
