package io.maskexport.worker.ops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics} (Prometheus text, or OpenMetrics on request), {@code /livez} and {@code /readyz} to
 * {@code GET} and {@code HEAD}. Slow clients or many of them cannot block it: a connection costs at most a virtual
 * thread, and one without a request is soon closed.
 */
public final class OpsServer implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String HEAD = "HEAD";
    private static final List<String> READING = List.of("GET", HEAD);
    /** A page may use what this server serves, and nothing else. */
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int NO_BODY = -1;
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    static {
        // Seconds for a request and for a response, and the number of connections; the JDK reads them when it loads the
        // server class.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        System.setProperty("sun.net.httpserver.idleInterval", "30");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
        System.setProperty("jdk.httpserver.maxConnections", "2048");
    }

    private final HttpServer server;
    private final Semaphore lastScrape = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Port: writes the metrics in the format of a content type. */
    @FunctionalInterface
    public interface ScrapeWriter {
        String as(String contentType);
    }

    /**
     * @param port 0 selects a free port
     * @throws IOException if it cannot listen there, with the remedy
     */
    public OpsServer(String host, int port, ScrapeWriter metrics, HealthProbes health) throws IOException {
        server = listen(host, port);
        server.setExecutor(threads);
        server.createContext("/metrics", only("/metrics", exchange -> scrape(exchange, metrics)));
        server.createContext("/livez", only("/livez", exchange -> probe(exchange, health::dead)));
        server.createContext("/readyz", only("/readyz", exchange -> probe(exchange, health::unready)));
        server.start();
    }

    private static HttpServer listen(String host, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (SocketException | UnresolvedAddressException e) {
            var reason = e instanceof UnresolvedAddressException ? "unknown host" : String.valueOf(e.getMessage());
            throw new IOException("cannot listen on " + host + " port " + port + ": "
                    + reason.toLowerCase(Locale.ROOT) + "; stop what uses the port, or set OPS_HOST and OPS_PORT", e);
        }
    }

    /** Offers one more path. */
    public void serve(OpsRoute route) {
        server.createContext(route.path(),
                only(route.path(), exchange -> answer(exchange, 200, route.type(),
                        route.content().apply(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "")))));
    }

    /** Waits until somebody reads the metrics once more; not longer than the time. */
    public void awaitScrape(Duration time) throws InterruptedException {
        lastScrape.drainPermits();
        var _ = lastScrape.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A context of the JDK's server matches every path with its prefix. */
    private static HttpHandler only(String path, HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, "text/plain", "not found\n");
                } else if (!READING.contains(exchange.getRequestMethod())) {
                    exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
                    answer(exchange, 405, "text/plain", "method not allowed\n");
                } else {
                    handler.handle(exchange);
                }
            }
        };
    }

    private void scrape(HttpExchange exchange, ScrapeWriter metrics) throws IOException {
        @Nullable
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        var type = accept != null && accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        answer(exchange, 200, type, metrics.as(type));
        lastScrape.release();
    }

    private static void probe(HttpExchange exchange, Supplier<Optional<String>> problem) throws IOException {
        var found = problem.get();
        answer(exchange, found.isEmpty() ? 200 : 503, "text/plain", found.orElse("ok") + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals(HEAD)) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
