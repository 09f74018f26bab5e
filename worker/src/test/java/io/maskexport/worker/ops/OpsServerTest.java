package io.maskexport.worker.ops;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class OpsServerTest {
    private Optional<String> dead = Optional.empty();
    private Optional<String> unready = Optional.of("draining");
    private OpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server = new OpsServer("127.0.0.1", 0, type -> "scrape as " + type, new Health() {
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
    void metrics_come_in_the_format_that_is_asked_for() throws Exception {
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

    @Test
    void clients_that_send_half_a_request_do_not_keep_others_waiting() throws Exception {
        var slow = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost:".getBytes(US_ASCII));
            slow.add(socket);
        }

        assertThat(get("/livez", "*/*").statusCode()).isEqualTo(200);

        for (var socket : slow) {
            socket.close();
        }
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
