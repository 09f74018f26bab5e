package io.maskexport.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.ProcessMemory;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportDifference;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A request in, parts out: with a real broker and a real bucket, unpacked by real readers. */
class ExportIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final String PREFIX = "sample/";
    private static final String SMALL_PARTS = ", \"archive\": {\"partMaxBytes\": 60000}";

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(SAMPLE, PREFIX);
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1")), "test");
        render();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    /** The output of `mask-export render` for the same project. */
    private static void render() {
        int status = MaskExport.commandLine().execute("render", "--project", SAMPLE.toString(), "--out",
                folder.resolve("rendered").toString(), "--masks", "human,machine,semantic_rgb,instance");
        assertThat(status).isZero();
    }

    @Test
    void a_small_project_becomes_one_tar_equal_to_a_local_render() throws Exception {
        client.send(SandboxClient.request("small", PREFIX, ""));
        var completed = client.completed("small");

        assertThat(completed.parts()).extracting(ArchivePart::key).containsExactly("out/small/7_test.tar");
        assertThat(unpacked("small", client.download(completed, folder.resolve("small"))))
                .isEqualTo(SandboxClient.files(folder.resolve("rendered")));
        assertThat(client.objects("small")).containsExactly("out/small/7_test.tar", "out/small/SHA256SUMS",
                "out/small/manifest.json");
    }

    @Test
    void events_report_the_progress_of_a_request() throws Exception {
        client.send(SandboxClient.request("told", PREFIX, SMALL_PARTS));
        var completed = client.completed("told");

        var told = client.events().received().stream().map(TopicEvents.ReceivedEvent::event)
                .filter(event -> event.requestId().equals("told")).toList();
        assertThat(told).hasAtLeastOneElementOfType(ExportAccepted.class)
                .hasAtLeastOneElementOfType(ExportPlanned.class);
        assertThat(told.stream().filter(PartCompleted.class::isInstance)).hasSameSizeAs(completed.parts());
        assertThat(completed.totals().items()).isEqualTo(4);
        assertThat(completed.totals().bytes())
                .isEqualTo(completed.parts().stream().mapToLong(ArchivePart::bytes).sum());
        assertThat(completed.manifest().key()).isEqualTo("out/told/manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"part", "volume"})
    void parts_extract_one_by_one_and_concatenated(String naming) throws Exception {
        client.send(SandboxClient.request(naming, PREFIX,
                ", \"archive\": {\"partMaxBytes\": 60000, \"naming\": \"" + naming + "\"}"));
        var parts = client.download(client.completed(naming), folder.resolve(naming));

        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(parts.getFirst().getFileName()).hasToString(
                naming.equals("part") ? "7_test_part_0001.tar" : "7_test.tar.001");
        var rendered = SandboxClient.files(folder.resolve("rendered"));
        assertThat(unpacked(naming + "-by-compress", parts)).isEqualTo(rendered);
        assertThat(byTar(naming + "-by-tar", parts)).isEqualTo(rendered);
        assertThat(byTar(naming + "-joined", List.of(joined(naming, parts)))).isEqualTo(rendered);
        assertThat(unpacked(naming + "-joined-by-compress", List.of(joined(naming, parts)))).isEqualTo(rendered);
    }

    @Test
    void the_same_request_gives_the_same_bytes_again_whatever_the_number_of_threads() throws Exception {
        client.send(SandboxClient.request("first", PREFIX, SMALL_PARTS));
        client.send(SandboxClient.request("second", PREFIX, SMALL_PARTS));
        var sums = sums(client.completed("first"));
        assertThat(sums(client.completed("second"))).isEqualTo(sums);

        worker.close();
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "4")), "test");
        client.send(SandboxClient.request("third", PREFIX, SMALL_PARTS));
        assertThat(sums(client.completed("third"))).isEqualTo(sums);
    }

    @Test
    void the_limits_of_the_planning_worker_hold_for_all_workers_of_an_export() throws Exception {
        worker.close();
        worker = WorkerService.start(sandbox.settings(Map.of("LIMIT_INSTANCES", "1")), "test");
        client.send(SandboxClient.request("pinned", PREFIX, ""));
        var planned = client.completed("pinned");
        assertThat(planned.warnings().counts()).containsKey("TOO_MANY_INSTANCES");
        assertThat(content("pinned").limits()).isEqualTo(listed(Limits.defaults().with(Limit.INSTANCES, 1)));

        worker.close();
        forgetAllButThePlan("pinned");
        worker = WorkerService.start(sandbox.settings(Map.of()), "test");
        client.send(SandboxClient.request("pinned", PREFIX, ""));
        client.send(SandboxClient.request("unpinned", PREFIX, ""));
        assertThat(client.completed("unpinned").warnings().counts()).doesNotContainKey("TOO_MANY_INSTANCES");
        assertThat(content("unpinned").limits()).isEqualTo(listed(Limits.defaults()));
        assertThat(content("pinned").parts()).isEqualTo(planned.parts());
    }

    /** What a manifest lists where a worker in this process has these limits. */
    private static Map<String, Long> listed(Limits limits) {
        return ProcessMemory.here().within(limits).changed();
    }

    @Test
    void failed_items_of_several_tasks_are_counted_together() throws Exception {
        client.upload(SAMPLE, "damaged/");
        for (var item : List.of("street/ann/crossing.jpg", "harbour/ann/boat-and-container.jpg")) {
            client.store().put(new ObjectRef(Sandbox.PROJECTS, "damaged/" + item + ".json"), new byte[] {'{'},
                    "text/plain");
        }
        worker.close();
        worker = WorkerService.start(sandbox.settings(Map.of("TASK_MAX_ITEMS", "1", "QUEUE_SLOTS", "2")), "test");
        var tasks = ", \"archive\": {\"partMaxBytes\": 20000}, \"maxFailedItems\": ";
        client.send(SandboxClient.request("too-many", "damaged/", tasks + 1));
        client.send(SandboxClient.request("enough", "damaged/", tasks + 2));

        assertThat(client.completed("enough").totals().items()).isEqualTo(4);
        assertThat(client.last("too-many")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.TOO_MANY_FAILED_ITEMS);
            assertThat(failed.detail()).isEqualTo("more than 1 of 4 items lack masks (maxFailedItems is 1); the first: "
                    + "BROKEN_ANNOTATION of harbour/img/boat-and-container.jpg");
        });
        assertThat(client.objects("too-many")).containsExactly("out/too-many/manifest.json");
    }

    private static Manifest.ExportContent content(String id) throws IOException {
        var manifest = new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/manifest.json");
        return Objects.requireNonNull(Manifest.read(client.store().read(manifest).orElseThrow()).content());
    }

    /** As if the worker had died right after planning. */
    private static void forgetAllButThePlan(String id) throws IOException {
        for (var below : List.of(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/"),
                new ObjectRef(Sandbox.WORK, "mask-export/" + id + "/"))) {
            var objects = client.store().list(below);
            while (objects.hasNext()) {
                var ref = objects.next().ref();
                if (!ref.key().endsWith("/plan.json") && !ref.key().contains("/items/")) {
                    client.store().delete(ref);
                }
            }
        }
    }

    @Test
    void an_export_larger_than_a_part_is_done_as_several_tasks() throws Exception {
        worker.close();
        worker = WorkerService.start(sandbox.settings(Map.of("TASK_MAX_ITEMS", "1", "QUEUE_SLOTS", "2")), "test");
        client.send(SandboxClient.request("tasks", PREFIX, ", \"archive\": {\"partMaxBytes\": 20000}"));
        var completed = client.completed("tasks");

        assertThat(completed.parts()).hasSizeGreaterThan(3);
        assertThat(completed.parts()).extracting(ArchivePart::key).isSorted();
        assertThat(completed.parts()).extracting(ArchivePart::number).isSorted().startsWith(1, 2, 3);
        var parts = client.download(completed, folder.resolve("tasks"));
        var rendered = SandboxClient.files(folder.resolve("rendered"));
        assertThat(unpacked("tasks-each", parts)).isEqualTo(rendered);
        assertThat(byTar("tasks-joined", List.of(joined("tasks", parts)))).isEqualTo(rendered);
    }

    @Test
    void an_export_matches_its_manifest_until_somebody_changes_it() throws Exception {
        client.send(SandboxClient.request("touched", PREFIX, SMALL_PARTS));
        var completed = client.completed("touched");
        assertThat(differences(completed)).isEmpty();

        var part = new ObjectRef(Sandbox.EXPORTS, completed.parts().get(1).key());
        var content = client.store().read(part).orElseThrow();
        content[600] ^= 1;
        client.store().put(part, content, "application/x-tar");
        client.store().put(part.resolve(".bak"), content, "application/x-tar");
        assertThat(differences(completed)).extracting(ExportDifference::code).containsExactlyInAnyOrder(
                DifferenceCode.PART_ETAG, DifferenceCode.PART_SHA256, DifferenceCode.UNLISTED);
    }

    private static List<ExportDifference> differences(ExportCompleted completed) throws IOException {
        var manifest = new ObjectRef(completed.manifest().bucket(), completed.manifest().key());
        var folder = new ObjectRef(manifest.bucket(), manifest.key().replace("manifest.json", ""));
        return FinishedExports.differences(new ExportBucketFolder(client.store(), folder),
                Manifest.read(client.store().read(manifest).orElseThrow()));
    }

    private static List<String> sums(ExportCompleted completed) {
        return completed.parts().stream().map(ArchivePart::sha256).toList();
    }

    private static Map<String, String> unpacked(String name, List<Path> parts) throws IOException {
        var target = Files.createDirectories(folder.resolve("unpacked-" + name));
        for (var part : parts) {
            try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(part)), "UTF-8")) {
                FolderContent.unpack(tar, target);
            }
        }
        return SandboxClient.files(target);
    }

    private static Map<String, String> byTar(String name, List<Path> parts) throws Exception {
        var target = Files.createDirectories(folder.resolve("unpacked-" + name));
        for (var part : parts) {
            var command = List.of("tar", "-x", "-f", part.toString(), "-C", target.toString());
            var process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        return SandboxClient.files(target);
    }

    private static Path joined(String name, List<Path> parts) throws IOException {
        var target = folder.resolve(name + "-joined.tar");
        var bytes = new ArrayList<byte[]>();
        for (var part : parts) {
            bytes.add(Files.readAllBytes(part));
        }
        try (var out = Files.newOutputStream(target)) {
            for (var part : bytes) {
                out.write(part);
            }
        }
        return target;
    }
}
