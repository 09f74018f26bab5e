package io.maskexport.worker.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class OpsServerTest {
    private Optional<String> dead = Optional.empty();
    private Optional<String> unready = Optional.of("draining");
    private OpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server = new OpsServer("127.0.0.1", 0, type -> "scrape as " + type, new HealthProbes() {
            @Override
            public Optional<String> dead() {
                return dead;
            }

            @Override
            public Optional<String> unready() {
                return unready;
            }
        });
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_stop_waits_for_one_more_scrape_and_no_longer_than_it_may() throws Exception {
        get("/metrics", "*/*");
        server.awaitScrape(Duration.ZERO);
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                server.awaitScrape(Duration.ofDays(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(5);
        }
        get("/livez", "*/*");
        assertThat(waiting.isAlive()).isTrue();
        get("/metrics", "*/*");
        waiting.join();
    }

    @Test
    void probes_answer_by_status_and_say_why() throws Exception {
        assertThat(get("/livez", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/readyz", "*/*").statusCode()).isEqualTo(503);
        assertThat(get("/readyz", "*/*").body()).isEqualTo("draining\n");

        dead = Optional.of("the poll loop stands still");
        unready = Optional.empty();

        assertThat(get("/livez", "*/*").body()).isEqualTo("the poll loop stands still\n");
        assertThat(get("/readyz", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void metrics_come_in_the_requested_format() throws Exception {
        assertThat(get("/metrics", "text/plain").body()).startsWith("scrape as text/plain; version=0.0.4");
        assertThat(get("/metrics", "application/openmetrics-text;version=1.0.0,*/*;q=0.1").body())
                .startsWith("scrape as application/openmetrics-text; version=1.0.0");
    }

    @Test
    void only_three_pages_are_served_and_only_read() throws Exception {
        assertThat(get("/metrics/x", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/", "*/*").statusCode()).isEqualTo(404);
        var post = HttpRequest.newBuilder(uri("/livez")).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /livez HTTP/1.1\r\nHost:", "GET /livez HTTP/1.1\r\nHost: a\r\n",
        "POST /livez HTTP/1.1\r\nContent-Length: 9999\r\n\r\nx"})
    void clients_that_send_half_a_request_do_not_keep_others_waiting(String half) throws Exception {
        try (var slow = new Clients()) {
            for (int i = 0; i < 300; i++) {
                slow.connect(half);
            }
            assertThat(get("/livez", "*/*").statusCode()).isEqualTo(200);
            assertThat(get("/metrics", "*/*").statusCode()).isEqualTo(200);
            assertThat(slow.connect("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").readLine()).contains(" 200 ");
        }
    }

    @Test
    void a_head_request_has_the_headers_of_the_page_and_no_body() throws Exception {
        unready = Optional.of("draining");
        var head = send("HEAD", "/readyz");

        assertThat(head.statusCode()).isEqualTo(503);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue("draining\n".length());
        assertThat(head.body()).isEmpty();
        assertThat(send("HEAD", "/livez").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/metrics").headers().firstValue("content-type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(send("HEAD", "/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"})
    void any_other_method_is_told_which_ones_are_allowed(String method) throws Exception {
        try (var clients = new Clients()) {
            var answer = clients.connect(method + " /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(answer.lines()).first().asString().contains(" 405 ");
        }
        assertThat(send("DELETE", "/livez").headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void several_requests_on_one_connection_are_each_answered() throws Exception {
        try (var clients = new Clients()) {
            var request = "HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\n";
            var last = "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            var lines = clients.connect(request + request + last).lines().toList();
            assertThat(lines.stream().filter(line -> line.startsWith("HTTP/1.1 200"))).hasSize(3);
            assertThat(lines).last().isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000})
    void excessive_headers_end_only_their_connection(int headers) throws Exception {
        try (var clients = new Clients()) {
            var name = headers == 1 ? "x".repeat(1 << 20) : "x";
            try {
                var lines = clients
                        .connect("GET /livez HTTP/1.1\r\nHost: a\r\n" + (name + ": 1\r\n").repeat(headers) + "\r\n")
                        .lines().toList();
                assertThat(lines).noneMatch(line -> line.contains(" 200 "));
            } catch (IOException | UncheckedIOException e) {
                assertThat(e).as("cut off").hasMessageMatching(".*(reset|[Bb]roken pipe|closed).*");
            }
        }
        assertThat(get("/livez", "*/*").statusCode()).isEqualTo(200);
    }

    /** Raw connections to the server. */
    private final class Clients implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        BufferedReader connect(String sent) throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(sent.getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
