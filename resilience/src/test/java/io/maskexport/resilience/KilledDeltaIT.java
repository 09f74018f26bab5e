package io.maskexport.resilience;

import java.util.Map;
import java.util.Objects;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/** Workers die while they make a delta in shards with sets; others end it. */
class KilledDeltaIT {
    private static final String PROJECT = "changing/";
    private static final String SHARDS = """
            , "archive": {"layout": "webdataset", "index": true, "inputs": true, "partMaxBytes": 500000}
            , "split": {"sets": [{"name": "train", "share": "60%"}, {"name": "val", "share": "40%"}]}""";
    private static final String SINCE = SHARDS + """
            , "since": {"bucket": "exports", "key": "out/earlier/manifest.json"}""";

    private static SlowSandbox sandbox;
    private static SandboxClient client;
    private static Map<String, String> environment;

    /** An export, and then nine items are changed, two are gone and one is new. */
    @BeforeAll
    static void start() throws Exception {
        sandbox = new SlowSandbox();
        client = sandbox.client();
        environment = sandbox.environment(Map.of("TASK_MAX_ITEMS", "4"));
        sandbox.upload(PROJECT);
        try (var _ = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("earlier", PROJECT, SHARDS));
            client.completed("earlier");
        }
        var picture = client.store().read(at("dataset-1/img/image-000001.png")).orElseThrow();
        for (int i = 0; i < 27; i += 3) {
            client.store().put(at(image(i)), picture, "image/png");
        }
        for (int i = 27; i < 29; i++) {
            client.store().delete(at(image(i)));
            client.store().delete(at(image(i).replace("/img/", "/ann/") + ".json"));
        }
        client.store().put(at("dataset-7/img/new.png"), picture, "image/png");
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static ObjectRef at(String path) {
        return new ObjectRef(Sandbox.PROJECTS, PROJECT + path);
    }

    @Test
    void workers_end_the_delta_of_those_that_died_planning_and_rendering_it_with_the_same_bytes() throws Exception {
        try (var first = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("killed", PROJECT, SINCE));
            awaitAccepted("killed");
            first.kill();
        }
        try (var second = WorkerProcess.work(environment)) {
            sandbox.awaitPart("killed");
            second.kill();
        }
        client.send(SandboxClient.request("undisturbed", PROJECT, SINCE));
        try (var third = WorkerProcess.work(environment); var fourth = WorkerProcess.work(environment)) {
            assertThat(SlowSandbox.sums(client.completed("killed")))
                    .isEqualTo(SlowSandbox.sums(client.completed("undisturbed")));
            assertThat(third.isRunning() && fourth.isRunning()).isTrue();
        }
        assertThat(delta("killed")).usingRecursiveComparison().ignoringFieldsMatchingRegexes(".*list\\.key")
                .isEqualTo(delta("undisturbed"));
        assertThat(delta("killed")).extracting(delta -> delta.changed().items(), delta -> delta.removed().items(),
                ExportDelta::added).containsExactly(9L, 2L, 1L);
        sandbox.assertVerifies("killed");
    }

    @Test
    void a_cancelled_delta_leaves_the_earlier_export_alone() throws Exception {
        var before = client.objects("earlier");
        try (var _ = WorkerProcess.work(environment)) {
            client.send(SandboxClient.request("cancelled", PROJECT, SINCE));
            awaitAccepted("cancelled");
            sandbox.bucket().delay(ofMillis(300)); // so that the delta cannot end before its cancellation arrives
            client.cancel("cancelled");
            assertThat(client.last("cancelled")).isInstanceOf(ExportCancelled.class);
            sandbox.bucket().delay(ofMillis(50));
        }
        sandbox.assertOnlyTheManifestIsLeft("cancelled");
        assertThat(client.objects("earlier")).isEqualTo(before);
        sandbox.assertVerifies("earlier");
    }

    private static String image(int number) {
        return "dataset-%d/img/image-%06d.png".formatted(number % 10, number);
    }

    private static void awaitAccepted(String id) throws Exception {
        client.events().await(event -> event instanceof ExportAccepted && event.requestId().equals(id),
                SandboxClient.TIMEOUT);
    }

    private static ExportDelta delta(String id) throws Exception {
        var manifest = client.store().read(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/manifest.json"))
                .orElseThrow();
        var content = Objects.requireNonNull(JsonRecords.read(manifest, Manifest.class).content());
        return Objects.requireNonNull(content.delta());
    }
}
