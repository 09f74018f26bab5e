package io.maskexport.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class InstallationPageIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(Path.of("src/main/resources/sample"), "sample/");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    private static HttpResponse<String> get(WorkerService worker, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.opsPort() + path)).build(),
                BodyHandlers.ofString());
    }

    private static JsonNode content(WorkerService worker) throws Exception {
        return new ObjectMapper().readTree(get(worker, "/page.json").body());
    }

    @Test
    void the_page_lists_what_ended_and_what_goes_on_and_shows_no_secret() throws Exception {
        client.store().put(new ObjectRef(Sandbox.WORK, "mask-export/begun/attempts/1"), "{}".getBytes(UTF_8),
                "application/json");
        try (var worker = WorkerService.start(sandbox.settings(Map.of()), "7.1")) {
            client.send(SandboxClient.request("finished", "sample/", ""));
            client.send(SandboxClient.request("broken", "nothing/", ""));
            client.completed("finished");
            client.last("broken");

            var content = content(worker);
            assertThat(content.at("/running")).extracting(found -> found.path("requestId").asText()).contains("begun");
            assertThat(content.at("/ended")).extracting(found -> found.path("requestId").asText(),
                    found -> found.path("state").asText(), found -> found.path("lastRecord").asText().isEmpty())
                    .contains(tuple("finished", "completed", false),
                            tuple("broken", "failed", false));
            assertThat(content.at("/masks")).isNotEmpty().allSatisfy(mask -> {
                assertThat(mask.path("item").asText()).contains("/img/");
                assertThat(mask.path("picture").asText()).startsWith("data:image/png;base64,");
            });
            assertThat(content.at("/worker/version").asText()).isEqualTo("7.1");
            assertThat(content.at("/worker/requests in progress").asText()).endsWith(" of 1");
            assertThat(content.at("/settings/WORK_BUCKET").asText()).isEqualTo(Sandbox.WORK);
            assertThat(content.at("/settings/QUEUE_LOCK").asText()).isEqualTo("60s");
            assertThat(content.toString()).doesNotContain(EmbeddedS3.SECRET_KEY, "\"S3_ACCESS_KEY\"");
        }
    }

    @Test
    void everything_that_the_page_needs_comes_from_the_worker_and_nothing_else_may_load() throws Exception {
        try (var worker = WorkerService.start(sandbox.settings(Map.of()), "1.0.0")) {
            for (var path : List.of("/", "/page.css", "/page.js")) {
                var answer = get(worker, path);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                        .startsWith("default-src 'none'");
                assertThat(answer.body()).doesNotContain("http:", "https:", "innerHTML");
            }
            assertThat(get(worker, "/index.html").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_setting_offers_signed_links_to_what_an_ended_export_wrote() throws Exception {
        try (var worker = WorkerService.start(sandbox.settings(Map.of("OPS_LINKS", "10m")), "1.0.0")) {
            client.send(SandboxClient.request("linked", "sample/", ""));
            var completed = client.completed("linked");

            assertThat(content(worker).path("links").asBoolean()).isTrue();
            var links = new ObjectMapper().readTree(get(worker, "/links.json?linked").body()).path("files");
            assertThat(links).hasSize(1 + completed.parts().size()).allSatisfy(link -> {
                var answer = HTTP.send(HttpRequest.newBuilder(URI.create(link.path("link").asText())).build(),
                        BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(client.store().read(new ObjectRef(completed.manifest().bucket(),
                        completed.manifest().key().replace("manifest.json", link.path("name").asText())))
                        .orElseThrow());
            });
            assertThat(get(worker, "/links.json?unknown").body()).isEqualTo("{\"files\":[]}");
            assertThat(get(worker, "/links.json").body()).isEqualTo("{\"files\":[]}");
        }
    }

    @Test
    void without_the_setting_there_are_no_links() throws Exception {
        try (var worker = WorkerService.start(sandbox.settings(Map.of()), "1.0.0")) {
            client.send(SandboxClient.request("not-linked", "sample/", ""));
            client.completed("not-linked");

            assertThat(content(worker).path("links").asBoolean()).isFalse();
            assertThat(get(worker, "/links.json?not-linked").body()).isEqualTo("{\"files\":[]}");
        }
    }

    @Test
    void a_setting_turns_the_page_off() throws Exception {
        try (var worker = WorkerService.start(sandbox.settings(Map.of("OPS_PAGE", "false")), "1.0.0")) {
            assertThat(get(worker, "/").statusCode()).isEqualTo(404);
            assertThat(get(worker, "/page.json").statusCode()).isEqualTo(404);
            assertThat(get(worker, "/metrics").statusCode()).isEqualTo(200);
        }
    }
}
