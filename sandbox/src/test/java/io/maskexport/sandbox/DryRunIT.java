package io.maskexport.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Dry runs: what an export would be, and nothing else. */
class DryRunIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final String DRY = ", \"dryRun\": true";

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        FolderContent.upload(SAMPLE, client.store(), new ObjectRef(Sandbox.PROJECTS, "sample/"));
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "2")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    @Test
    void a_dry_run_says_what_the_export_becomes_and_writes_only_its_manifest() throws Exception {
        var more = ", \"archive\": {\"partMaxBytes\": 100000}, \"select\": {\"excludeItems\": [\"*.png\"]}";
        client.send(SandboxClient.request("dry", "sample/", more + DRY));
        var planned = (ExportPlanned) client.last("dry");
        var manifest = FinishedExports.manifest(client, "dry");
        client.send(SandboxClient.request("real", "sample/", more));
        var completed = client.completed("real");
        var real = Objects.requireNonNull(FinishedExports.manifest(client, "real").content());

        assertThat(events("dry")).map(Object::getClass).containsExactly(ExportAccepted.class, ExportPlanned.class);
        assertThat(client.objects("dry")).containsExactly("out/dry/manifest.json");
        assertThat(records("dry")).isSubsetOf("plan.json", "end.json", "announced", "manifest-written");
        assertThat(manifest.status()).isEqualTo(Manifest.ManifestStatus.PLANNED);
        var content = Objects.requireNonNull(manifest.planned());
        assertThat(content.estimate()).isEqualTo(planned.estimate());
        assertThat(Objects.requireNonNull(planned.manifest()).key()).isEqualTo("out/dry/manifest.json");
        assertThat(content.inputDigest()).isEqualTo(real.inputDigest());
        assertThat(content.classMap()).isEqualTo(real.classMap());
        assertThat(content.sixteenBit()).isEqualTo(real.sixteenBit());
        assertThat(content.estimate().items()).isEqualTo(completed.totals().items()).isEqualTo(planned.items());
        assertThat(content.estimate().leftOut()).isPositive();
        assertThat(content.estimate().bytes()).isBetween(completed.totals().bytes() / 4,
                completed.totals().bytes() * 4);
        assertThat(content.estimate().originalBytes()).isLessThan(content.estimate().bytes());
    }

    @Test
    void a_local_dry_run_says_the_same() throws Exception {
        client.send(SandboxClient.request("same", "sample/",
                ", \"select\": {\"excludeDatasets\": [\"*/night\", \"nothing*\"]}" + DRY));
        assertThat(client.last("same")).isInstanceOf(ExportPlanned.class);
        var out = folder.resolve("same");
        rendered("--out", out.toString(), "--exclude-dataset", "*/night", "--exclude-dataset", "nothing*");
        assertThat(out).isDirectoryContaining(file -> file.endsWith("manifest.json"));
        var local = Objects.requireNonNull(Manifest.read(Files.readAllBytes(out.resolve("manifest.json"))).planned());
        var served = Objects.requireNonNull(FinishedExports.manifest(client, "same").planned());

        assertThat(local.warnings()).isEqualTo(served.warnings());
        assertThat(local.warnings().counts()).containsKey("UNUSED_PATTERN");
        assertThat(local.classMap()).isEqualTo(served.classMap());
        assertThat(local.estimate().bytes()).isEqualTo(served.estimate().bytes());
        assertThat(local.estimate().items()).isEqualTo(served.estimate().items());
        assertThat(local.estimate().originalBytes()).isEqualTo(served.estimate().originalBytes());
    }

    @Test
    void a_repeated_dry_run_is_answered_again_and_another_request_with_its_id_is_refused() throws Exception {
        var request = SandboxClient.request("again", "sample/", DRY);
        client.send(request);
        var first = client.last("again");
        int before = client.events().received().size();
        client.send(request);
        var second = client.events().await(event -> client.events().received().size() > before
                && event.requestId().equals("again") && event instanceof ExportPlanned, SandboxClient.TIMEOUT);
        assertThat(second.event()).isEqualTo(first);

        client.send(SandboxClient.request("again", "sample/", ""));
        var refused = (ExportRejected) client.events()
                .await(event -> event instanceof ExportRejected && event.requestId().equals("again"),
                        SandboxClient.TIMEOUT)
                .event();
        assertThat(refused.reason()).isEqualTo(ReasonCode.REQUEST_ID_CONFLICT);
    }

    @Test
    void a_dry_run_of_an_export_that_would_fail_fails() throws Exception {
        client.send(SandboxClient.request("fails", "sample/", ", \"select\": {\"classes\": [\"kiwi\"]}" + DRY));
        assertThat(client.last("fails")).isInstanceOfSatisfying(ExportFailed.class,
                failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.CLASS_NOT_FOUND));
    }

    private static List<?> events(String id) {
        return client.events().received().stream().map(TopicEvents.ReceivedEvent::event)
                .filter(event -> event.requestId().equals(id)).toList();
    }

    /** Names of what the work bucket has of an export. */
    private static List<String> records(String id) throws Exception {
        var keys = new ArrayList<String>();
        client.store().list(new ObjectRef(Sandbox.WORK, ""))
                .forEachRemaining((ObjectInfo object) -> keys.add(object.ref().key()));
        return keys.stream().filter(key -> key.contains(id + "/") && !key.contains("/attempts/"))
                .map(key -> key.substring(key.indexOf(id + "/") + id.length() + 1)).toList();
    }

    private static void rendered(String... more) {
        var arguments = new ArrayList<>(List.of("--project", SAMPLE.toString(), "--dry-run", "--masks",
                "human,machine,semantic_rgb,instance"));
        arguments.addAll(List.of(more));
        FinishedExports.render(arguments.toArray(String[]::new));
    }
}
