package io.maskexport.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportDelta;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.follow.FollowedExport;
import io.maskexport.worker.follow.PartFeed;
import io.maskexport.worker.follow.UnpackDirectory;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.verify.DifferenceCode;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportLocalFolder;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Deltas: exports of what changed since an earlier one. */
@SuppressWarnings("NullAway.Init") // set before all tests
class DeltaIT {
    private static final int ITEMS = 13;
    private static final String TRACKED = "\"index\": true, \"inputs\": true, \"partMaxBytes\": 40000";

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static SandboxClient client;
    private static WorkerService worker;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "2", "TASK_MAX_ITEMS", "3")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        client.close();
        sandbox.close();
    }

    /** A project of which each test has its own. */
    private record TestProject(String name) {
        static TestProject of(String name) throws IOException {
            var project = new TestProject(name);
            GeneratedProject.upload(client.store(), project.at(""), ITEMS, 48, ITEMS);
            return project;
        }

        ObjectRef at(String path) {
            return new ObjectRef(Sandbox.PROJECTS, name + "/" + path);
        }

        void copy(String from, String to) throws IOException {
            client.store().put(at(to), client.store().read(at(from)).orElseThrow(), "application/octet-stream");
        }

        void replace(String path, String what, String by) throws IOException {
            var text = new String(client.store().read(at(path)).orElseThrow(), UTF_8);
            assertThat(text).contains(what);
            client.store().put(at(path), text.replace(what, by).getBytes(UTF_8), "application/json");
        }

        void delete(String... paths) throws IOException {
            for (var path : paths) {
                client.store().delete(at(path));
            }
        }

        /** @param more fields of the archive, then further fields of the request */
        String request(String id, String more) {
            var request = SandboxClient.request(id, name + "/", ", \"archive\": {" + TRACKED + more);
            return more.contains("\"options\"")
                    ? request.replaceFirst("\"options\": \\{[^}]*},", "")
                    : request;
        }

        Manifest export(String id, String more) throws Exception {
            client.send(request(id, more));
            FinishedExports.verified(client, id);
            return FinishedExports.manifest(client, id);
        }

        Manifest delta(String id, String since, String more) throws Exception {
            return export(id, more.isEmpty() ? "}" + since(since) : more + since(since));
        }
    }

    private static String since(String id) {
        return ", \"since\": {\"bucket\": \"%s\", \"key\": \"out/%s/manifest.json\"}".formatted(Sandbox.EXPORTS, id);
    }

    private static ExportDelta delta(Manifest manifest) {
        return Objects.requireNonNull(Objects.requireNonNull(manifest.content()).delta());
    }

    private static List<DeltaItem> items(ExportDelta.DeltaList list) throws IOException {
        var pointer = Objects.requireNonNull(list.list());
        var content = client.store().read(new ObjectRef(pointer.bucket(), pointer.key())).orElseThrow();
        assertThat(DigestUtils.sha256Hex(content)).isEqualTo(pointer.sha256());
        var items = new ArrayList<DeltaItem>();
        for (var line : new String(content, UTF_8).lines().toList()) {
            items.add(JsonRecords.read(line.getBytes(UTF_8), DeltaItem.class));
        }
        assertThat(items).hasSize((int) list.items());
        return items;
    }

    private static List<String> names(ExportDelta.DeltaList list) throws IOException {
        return items(list).stream().map(DeltaItem::item).toList();
    }

    private static Path download(String id) throws IOException {
        var copy = Files.createDirectories(folder.resolve(id));
        for (var key : client.objects(id)) {
            Files.write(copy.resolve(key.substring(key.lastIndexOf('/') + 1)),
                    client.store().read(new ObjectRef(Sandbox.EXPORTS, key)).orElseThrow());
        }
        return copy;
    }

    private static Path unpacked(String id) throws Exception {
        var tree = Files.createDirectories(folder.resolve(id + "-tree"));
        var copy = download(id);
        for (var part : Objects.requireNonNull(FinishedExports.manifest(client, id).content()).parts()) {
            run("tar", "-xf", copy.resolve(part.fileName()).toString(), "-C", tree.toString());
        }
        return tree;
    }

    /** Runs a program, which may not be installed here. */
    private static void run(String... command) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0]))), command[0] + " is not installed");
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(errors.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    }

    /** Applies a delta to a tree as documented. */
    private static void apply(Path tree, String id) throws Exception {
        var page = Files.readString(Path.of("../docs/delta.md"));
        var block = page.substring(page.indexOf("<!-- delta: python -->"));
        int begin = block.indexOf('\n', block.indexOf("```")) + 1;
        run("python3", "-W", "ignore", "-c", block.substring(begin, block.indexOf("```", begin)), tree.toString(),
                download(id).toString());
    }

    /** SHA-256 of all files, and all folders. */
    private static Map<String, String> content(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            var content = new TreeMap<String, String>();
            for (var path : paths.toList()) {
                content.put(tree.relativize(path).toString(),
                        Files.isDirectory(path) ? "" : DigestUtils.sha256Hex(Files.readAllBytes(path)));
            }
            return content;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"}, \"options\": {\"cocoInstances\": true, \"instanceMasks\": true}",
        ", \"layout\": \"webdataset\"}"})
    void a_chain_of_deltas_brings_a_tree_to_the_state_of_an_export_of_everything(String options) throws Exception {
        var id = "chain" + options.replaceAll("[^a-z]", "").length();
        var project = TestProject.of(id);
        project.export(id + "-1", options);
        var tree = unpacked(id + "-1");

        project.replace("dataset-3/ann/image-000003.png.json", "[2, 3]", "[7, 9]");
        project.delete("dataset-4/img/image-000004.png", "dataset-4/ann/image-000004.png.json");
        project.copy("dataset-5/img/image-000005.png", "dataset-5/img/a new one.png");
        project.copy("dataset-6/img/image-000006.png", "dataset-60/img/image.png");
        var second = delta(project.delta(id + "-2", id + "-1", options));
        apply(tree, id + "-2");
        project.export(id + "-all2", options);
        assertThat(content(tree)).isEqualTo(content(unpacked(id + "-all2")));
        assertThat(second.added()).isEqualTo(2);
        assertThat(names(second.removed())).containsExactly("dataset-4/img/image-000004.png");
        assertThat(names(second.changed())).contains("dataset-3/img/image-000003.png");

        // Another item of the stem: names of both change. The last image of the project changes too.
        project.copy("dataset-5/img/image-000005.png", "dataset-5/img/image-000005.jpg");
        project.copy("dataset-8/img/image-000008.png", "dataset-9/img/image-000009.png");
        var third = delta(project.delta(id + "-3", id + "-2", options));
        apply(tree, id + "-3");
        apply(tree, id + "-3");
        project.export(id + "-all3", options);
        assertThat(content(tree)).isEqualTo(content(unpacked(id + "-all3")));
        assertThat(names(third.changed())).contains("dataset-5/img/image-000005.png", "dataset-9/img/image-000009.png");
        assertThat(items(third.unchanged())).allMatch(item -> item.part().key().endsWith(".tar"))
                .extracting(item -> item.part().key().split("/")[1]).contains(id + "-1");
        assertThat(FinishedExports.differences(new ExportLocalFolder(download(id + "-3")),
                FinishedExports.manifest(client, id + "-3"))).isEmpty();
    }

    @Test
    void only_what_changed_is_in_the_parts_and_references_lead_to_the_part_that_holds_the_item() throws Exception {
        var project = TestProject.of("flat");
        var first = project.export("flat-1", "}");
        project.replace("dataset-3/ann/image-000003.png.json", "[2, 3]", "[7, 9]");
        var second = project.delta("flat-2", "flat-1", "");
        project.replace("dataset-7/ann/image-000007.png.json", "[2, 3]", "[7, 9]");
        var third = project.delta("flat-3", "flat-2", "");
        var fourth = project.delta("flat-4", "flat-3", "");

        assertThat(names(delta(second).changed())).containsExactly("dataset-3/img/image-000003.png");
        assertThat(Objects.requireNonNull(second.content()).totals().items()).isEqualTo(1);
        var holders = items(delta(fourth).unchanged()).stream().collect(
                Collectors.groupingBy(item -> item.part().key().split("/")[1], Collectors.counting()));
        assertThat(holders).isEqualTo(Map.of("flat-1", ITEMS - 2L, "flat-2", 1L, "flat-3", 1L));
        assertThat(delta(third).added()).isZero();
        assertThat(Objects.requireNonNull(fourth.content()).totals().items()).isZero();
        assertThat(fourth.content().warnings().total()).isZero();
        assertThat(client.objects("flat-4")).contains("out/flat-4/delta_changed.ndjson",
                "out/flat-4/delta_removed.ndjson", "out/flat-4/delta_unchanged.ndjson");

        assertThat(followed("flat-4")).contains("delta_unchanged.ndjson", "delta_changed.ndjson",
                "delta_removed.ndjson", "meta.json", "manifest.json");

        var part = Objects.requireNonNull(first.content()).parts().getFirst();
        client.store().delete(new ObjectRef(part.bucket(), part.key()));
        assertThat(FinishedExports.differences(
                new ExportBucketFolder(client.store(), new ObjectRef(Sandbox.EXPORTS, "out/flat-4/")), fourth))
                .extracting(ExportDifference::code).containsOnly(DifferenceCode.REFERENCE);
    }

    /** Names of what stands in a directory into which an export was followed. */
    private static List<String> followed(String id) throws Exception {
        var path = folder.resolve("followed-" + id);
        try (var directory = UnpackDirectory.open(path, id)) {
            var export = new FollowedExport(id, client.store(), directory);
            var json = export.manifest(client.completed(id).manifest());
            var manifest = Manifest.read(json);
            var outcome = export.finish(json, manifest, Objects.requireNonNull(manifest.content()), LISTENER);
            assertThat(outcome.differences()).isEmpty();
        }
        try (var files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static final PartFeed.PartListener LISTENER = new PartFeed.PartListener() {
        @Override
        public void taken(ArchivePart part) {
            // Nobody is told.
        }

        @Override
        public void left(ArchivePart part, String reason) {
            throw new AssertionError(reason);
        }
    };

    @Test
    void a_copy_of_a_delta_that_was_altered_does_not_match() throws Exception {
        var project = TestProject.of("alter");
        project.export("alter-1", "}");
        project.replace("dataset-3/ann/image-000003.png.json", "[2, 3]", "[7, 9]");
        project.delta("alter-2", "alter-1", "");
        var first = download("alter-1");
        var second = download("alter-2");
        var list = second.resolve("delta_unchanged.ndjson");
        assertThat(codes(second)).isEmpty();

        var whole = Files.readString(list);
        Files.writeString(list, whole.substring(whole.indexOf('\n') + 1));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA);
        Files.writeString(list, whole.replaceFirst("\"inputs\":\"[0-9a-f]{4}", "\"inputs\":\"0000"));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA, DifferenceCode.REFERENCE);
        Files.writeString(list, whole.replaceFirst("/ann/", "/anns/"));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA, DifferenceCode.REFERENCE);
        Files.writeString(list, "{\n" + whole);
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA);
        Files.writeString(list, "null\n" + whole);
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA);
        Files.writeString(list, whole.replaceFirst("\"files\":\\[\"", "\"files\":[\"../../"));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA, DifferenceCode.REFERENCE,
                DifferenceCode.MEMBER_PATH);
        Files.writeString(list, whole.replaceFirst("\"key\":\"out/", "\"key\":\"out/../\\\\u0000"));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA, DifferenceCode.REFERENCE);
        Files.writeString(list, whole);
        Files.delete(second.resolve("delta_changed.ndjson"));
        assertThat(codes(second)).containsOnly(DifferenceCode.DELTA);
        Files.copy(download("alter-2").resolve("delta_changed.ndjson"), second.resolve("delta_changed.ndjson"),
                StandardCopyOption.REPLACE_EXISTING);

        var part = first.resolve(Objects.requireNonNull(FinishedExports.manifest(client, "alter-1").content()).parts()
                .getFirst().fileName());
        var bytes = Files.readAllBytes(part);
        bytes[600] ^= 1;
        Files.write(part, bytes);
        assertThat(codes(second)).containsOnly(DifferenceCode.REFERENCE);
        bytes[600] ^= 1;
        Files.write(part, bytes);
        var index = first.resolve(part.getFileName().toString().replace(".tar", ".items.ndjson"));
        Files.writeString(index, Files.readString(index).replaceFirst("\"machine\":\\{[^}]*}", "\"machine\":7"));
        assertThat(codes(second)).containsOnly(DifferenceCode.REFERENCE);
    }

    private static List<DifferenceCode> codes(Path copy) throws IOException {
        return FinishedExports.differences(new ExportLocalFolder(copy),
                Manifest.read(Files.readAllBytes(copy.resolve("manifest.json")))).stream()
                .map(ExportDifference::code).toList();
    }

    @Test
    void everything_is_changed_with_meta_json_and_nothing_with_an_upload_of_the_same() throws Exception {
        var project = TestProject.of("meta");
        project.export("meta-1", "}");
        project.copy("dataset-1/img/image-000001.png", "dataset-1/img/image-000001.png");
        assertThat(delta(project.delta("meta-2", "meta-1", "")).unchanged().items()).isEqualTo(ITEMS);
        project.replace("meta.json", "#C0392B", "#C0392C");
        var delta = delta(project.delta("meta-3", "meta-2", ""));
        assertThat(delta.changed().items()).isEqualTo(ITEMS);
        assertThat(delta.unchanged().items() + delta.removed().items() + delta.added()).isZero();
    }

    @Test
    void a_dry_run_says_how_many_items_change() throws Exception {
        var project = TestProject.of("dry");
        project.export("dry-1", "}");
        project.replace("dataset-3/ann/image-000003.png.json", "[2, 3]", "[7, 9]");
        project.delete("dataset-4/img/image-000004.png", "dataset-4/ann/image-000004.png.json");

        client.send(project.request("dry-2", "}, \"dryRun\": true" + since("dry-1")));
        assertThat(client.last("dry-2")).isInstanceOfSatisfying(ExportPlanned.class,
                planned -> assertThat(planned.items()).isEqualTo(1));
        var planned = Objects.requireNonNull(FinishedExports.manifest(client, "dry-2").planned());
        var real = delta(project.delta("dry-3", "dry-1", ""));
        var expected = new ExportDelta(real.since(), count(real.unchanged()), count(real.changed()),
                count(real.removed()), 0);
        assertThat(planned.delta()).isEqualTo(expected);
        assertThat(expected.unchanged().items()).isEqualTo(ITEMS - 2);
        assertThat(client.objects("dry-2")).containsExactly("out/dry-2/manifest.json");
    }

    private static ExportDelta.DeltaList count(ExportDelta.DeltaList list) {
        return new ExportDelta.DeltaList(list.items(), null);
    }

    @Test
    void an_unusable_earlier_export_fails_the_request_and_says_why() throws Exception {
        var project = TestProject.of("bad");
        project.export("bad-1", "}");
        client.send(SandboxClient.request("bad-plain", "bad/", ""));
        client.completed("bad-plain");
        client.send(project.request("bad-dry", "}, \"dryRun\": true"));
        client.last("bad-dry");
        put("out/bad-text/manifest.json", "no JSON");
        put("out/bad-other/manifest.json", "{\"version\": 7}");

        assertUnusable(project, "missing", "}" + since("bad-0"), "does not exist");
        assertUnusable(project, "plain", "}" + since("bad-plain"), "without `archive.inputs`");
        assertUnusable(project, "planned", "}" + since("bad-dry"), "status planned");
        assertUnusable(project, "text", "}" + since("bad-text"), "is not a manifest");
        assertUnusable(project, "version", "}" + since("bad-other"), "version 7");
        assertUnusable(project, "options", "}, \"options\": {\"thickness\": 3}" + since("bad-1"), "other `options`");
        assertUnusable(project, "layout", ", \"layout\": \"webdataset\"}" + since("bad-1"), "other `archive.layout`");
        assertUnusable(project, "select", "}, \"select\": {\"classes\": [\"house\"]}" + since("bad-1"),
                "other `select`");
        assertUnusable(project, "split", "}, \"split\": {\"sets\": [{\"name\": \"a\", \"share\": \"100%\"}]}"
                + since("bad-1"), "other `split`");

        var index = client.objects("bad-1").stream().filter(key -> key.endsWith(".items.ndjson")).findFirst()
                .orElseThrow();
        var lines = new String(client.store().read(new ObjectRef(Sandbox.EXPORTS, index)).orElseThrow(), UTF_8);
        put(index, lines.replace("img", "IMG"));
        assertUnusable(project, "changed", "}" + since("bad-1"), "its ETag is another one");
        client.store().delete(new ObjectRef(Sandbox.EXPORTS, index));
        assertUnusable(project, "index", "}" + since("bad-1"), "does not exist");
        var part = client.objects("bad-1").stream().filter(key -> key.endsWith(".tar")).findFirst().orElseThrow();
        client.store().delete(new ObjectRef(Sandbox.EXPORTS, part));
        assertUnusable(project, "part", "}" + since("bad-1"), part + " does not exist");
    }

    private static void put(String key, String content) throws IOException {
        client.store().put(new ObjectRef(Sandbox.EXPORTS, key), content.getBytes(UTF_8), "application/json");
    }

    private static void assertUnusable(TestProject project, String id, String more, String why) throws Exception {
        client.send(project.request("bad-" + id + "-2", more));
        assertThat(client.last("bad-" + id + "-2")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.SINCE_UNUSABLE);
            assertThat(failed.detail()).startsWith("since: ").contains(why);
        });
    }

    @Test
    void items_that_are_no_longer_selected_are_removed_and_come_back_as_added() throws Exception {
        var project = TestProject.of("few");
        project.export("few-1", "}");
        var fewer = delta(project.delta("few-2", "few-1", "}, \"select\": {\"excludeItems\": [\"dataset-2/*\"]}"));
        assertThat(fewer.removed().items()).isEqualTo(2);
        assertThat(fewer.unchanged().items()).isEqualTo(ITEMS - 2);
        assertThat(delta(project.delta("few-3", "few-2", "")).added()).isEqualTo(2);
    }

    @Test
    void a_delta_without_inputs_and_a_forbidden_manifest_are_refused() throws Exception {
        var project = new TestProject("refused");
        client.send(SandboxClient.request("refused-1", "refused/", since("x")));
        assertThat(client.last("refused-1")).isInstanceOfSatisfying(ExportRejected.class,
                rejected -> assertThat(rejected.problems()).extracting("field").containsExactly("since"));
        client.send(project.request("refused-2",
                "}, \"since\": {\"bucket\": \"elsewhere\", \"key\": \"manifest.json\"}"));
        assertThat(client.last("refused-2")).isInstanceOfSatisfying(ExportRejected.class,
                rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.FORBIDDEN_SOURCE));
        assertThat(keys("refused-2")).isEmpty();
    }

    private static List<String> keys(String id) throws IOException {
        var keys = new ArrayList<String>();
        client.store().list(new ObjectRef(Sandbox.WORK, id))
                .forEachRemaining((ObjectInfo object) -> keys.add(object.ref().key()));
        return keys;
    }
}
