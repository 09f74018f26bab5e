package io.maskexport.resilience;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.resilience.chaos.FaultProxy;
import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/** A store that denies access, or has one bad object, ends no export that could continue, and delays no other. */
class DenialIT {
    private static final String ARCHIVE = ", \"archive\": {\"partMaxBytes\": 1000000}";

    private static Sandbox sandbox;
    private static FaultProxy bucket;
    private static SandboxClient client;
    private static WorkerService worker;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        bucket = new FaultProxy().to(sandbox.s3().endpoint().getPort());
        client = new SandboxClient(sandbox.settings(Map.of()));
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "noise/"), 30, 200, 3);
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "bad/"), 3, 20, 3);
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "good/"), 3, 20, 3);
        worker = WorkerService.start(sandbox.settings(new HashMap<>(Map.of(
                "S3_ENDPOINT", "http://127.0.0.1:" + bucket.port(), "S3_MAX_REQUESTS", "4", "DENIAL_PATIENCE", "1s",
                "JANITOR_INTERVAL", "2s",
                "RENDER_MEMORY", "2MiB",
                "RENDER_THREADS", "1"))), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        client.close();
        bucket.close();
        sandbox.close();
    }

    @AfterEach
    void allow() {
        bucket.stopRefusing();
        bucket.delay(ofMillis(0));
    }

    @Test
    void while_the_work_bucket_denies_access_work_is_put_off_and_the_worker_says_why() throws Exception {
        bucket.delay(ofMillis(100));
        client.send(SandboxClient.request("denied", "noise/", ARCHIVE));
        client.events().await(e -> e instanceof PartCompleted && e.requestId().equals("denied"),
                SandboxClient.TIMEOUT);
        bucket.refuse((_, _) -> Optional.of(RefusalAnswer.DENIED));
        awaitUnready("the work bucket is not usable: ");
        assertThat(ends("denied")).isEmpty();
        allow();

        assertThat(client.completed("denied").totals().items()).isEqualTo(30);
        awaitReady();
        assertThat(ends("denied")).hasSize(1);
    }

    @Test
    void an_idle_worker_that_is_denied_its_work_bucket_says_so() throws Exception {
        awaitReady();
        bucket.refuse((_, _) -> Optional.of(RefusalAnswer.DENIED));
        awaitUnready("the work bucket is not usable: ");
        allow();
        awaitReady();
    }

    @Test
    void an_export_denied_only_its_destination_fails_and_the_work_bucket_records_its_end() throws Exception {
        bucket.refuse((method, path) -> path.startsWith("/exports/out/refused/") && !method.equals("GET")
                ? Optional.of(RefusalAnswer.DENIED)
                : Optional.empty());
        client.send(SandboxClient.request("refused", "good/", ""));

        assertThat(client.last("refused")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.ACCESS_DENIED);
            assertThat(failed.manifest()).isNull();
        });
        var end = client.store().read(new ObjectRef(Sandbox.WORK, "mask-export/refused/end.json")).orElseThrow();
        assertThat(new String(end, StandardCharsets.UTF_8)).contains("ACCESS_DENIED");
        allow();
        client.send(SandboxClient.request("refused", "good/", ""));
        awaitEnds("refused", 2);
        assertThat(ends("refused")).containsOnly(ends("refused").getFirst());
    }

    @Test
    void an_unreadable_manifest_ends_its_request_and_its_cancellation_and_no_other() throws Exception {
        for (var id : List.of("garbage", "garbage-cancelled")) {
            client.store().put(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/manifest.json"),
                    "no manifest".getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        client.cancel("garbage-cancelled");
        client.cancel("other");
        client.send(SandboxClient.request("garbage", "good/", ""));

        assertThat(client.last("other")).isInstanceOf(ExportCancelled.class);
        assertThat(client.last("garbage")).isInstanceOfSatisfying(ExportFailed.class,
                failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.STORAGE_PROTOCOL_ERROR));
        assertThat(client.last("garbage-cancelled")).isInstanceOfSatisfying(ExportRejected.class,
                rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.STORAGE_PROTOCOL_ERROR));
    }

    @Test
    void a_request_that_waits_for_a_bad_object_lets_others_pass() throws Exception {
        bucket.refuse((_, path) -> path.startsWith("/projects/bad/") && path.contains("/img/")
                ? Optional.of(RefusalAnswer.BROKEN)
                : Optional.empty());
        client.send(SandboxClient.request("bad", "bad/", ""));
        client.send(SandboxClient.request("good", "good/", ""));

        assertThat(client.completed("good").totals().items()).isEqualTo(3);
        assertThat(ends("bad")).isEmpty();
        allow();
        assertThat(client.completed("bad").totals().items()).isEqualTo(3);
    }

    private static List<ExportEvent> ends(String id) throws IOException {
        client.events().poll();
        return client.events().received().stream().map(TopicEvents.ReceivedEvent::event)
                .filter(event -> event.requestId().equals(id) && event.endsRequest()).toList();
    }

    private static void awaitEnds(String id, int count) throws IOException {
        for (var end = Instant.now().plus(SandboxClient.TIMEOUT); ends(id).size() < count;) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private static void awaitUnready(String why) throws Exception {
        awaitReadiness(503, why);
    }

    private static void awaitReady() throws Exception {
        awaitReadiness(200, "");
    }

    private static void awaitReadiness(int status, String text) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.opsPort() + "/readyz")).build();
        try (var http = HttpClient.newHttpClient()) {
            var end = Instant.now().plus(SandboxClient.TIMEOUT);
            for (var answer = http.send(request, BodyHandlers.ofString()); answer.statusCode() != status
                    || !answer.body().contains(text); answer = http.send(request, BodyHandlers.ofString())) {
                assertThat(Instant.now()).as(answer.body()).isBefore(end);
                Thread.sleep(100);
            }
        }
    }
}
