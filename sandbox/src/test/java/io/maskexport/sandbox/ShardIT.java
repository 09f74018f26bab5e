package io.maskexport.sandbox;

import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.verify.ExportLocalFolder;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports in shards: the service and a local render make the same samples, and both verify. */
class ShardIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(SAMPLE, "sample/");
        for (int seed = 1; seed <= 3; seed++) {
            RandomProject.write(seed, folder.resolve("random" + seed));
            client.upload(folder.resolve("random" + seed), "random" + seed + "/");
        }
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "5")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    private static String archive(String more) {
        return ", \"archive\": {\"layout\": \"webdataset\"" + more + "}";
    }

    @Test
    void the_shards_of_one_task_are_the_bytes_of_a_local_render() throws Exception {
        var completed = exported("one", "sample/", archive(", \"index\": true"));
        var out = rendered("one", SAMPLE, "--index");
        assertThat(completed.parts()).map(part -> part.sha256() + " " + part.fileName())
                .isEqualTo(content(out).parts().stream().map(part -> part.sha256() + " " + part.fileName()).toList());
        assertThat(completed.parts().getFirst().index()).isNotNull();
        assertThat(files(content("one"))).isEqualTo(files(content(out)))
                .containsOnlyKeys("meta.json", "classes.json", "obj_class_to_machine_color.json",
                        "obj_class_to_semantic_color.json");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void several_tasks_make_the_samples_of_a_local_render(int seed) throws Exception {
        var id = "random" + seed;
        var split = ", \"split\": {\"sets\": [{\"name\": \"a\", \"share\": \"50%\"}, {\"name\": \"b\", \"share\": \"50%\"}]}";
        var completed = exported(id, id + "/", archive(", \"partMaxBytes\": 30000") + split);
        var out = rendered(id, folder.resolve(id), "--split", "a=50%,b=50%", "--part-max-bytes", "90000");
        var members = members(client.download(completed, folder.resolve("parts-" + id)));
        assertThat(members).isNotEmpty().isEqualTo(members(parts(out)));
        assertThat(content(id).splits()).map(set -> set.list().sha256())
                .isEqualTo(content(out).splits().stream().map(set -> set.list().sha256()).toList());
        assertThat(keys(out)).isSubsetOf(members.keySet().stream().map(path -> path.replaceAll("\\.[^/]*$", ""))
                .toList());
    }

    @Test
    void an_export_without_items_has_no_shard() throws Exception {
        var completed = exported("none", "sample/", archive("") + ", \"select\": {\"items\": [\"*.gif\"]}");
        assertThat(completed.parts()).isEmpty();
        assertThat(completed.warnings().counts()).containsKey("NOTHING_FOUND");
        assertThat(content(rendered("none", SAMPLE, "--select-item", "*.gif")).parts()).isEmpty();
        assertThat(exported("left-out", "sample/", archive("") + ", \"select\": {\"imageTags\": [\"no such tag\"]}")
                .totals().unselected()).isPositive();
    }

    @Test
    void volumes_are_refused() throws Exception {
        client.send(SandboxClient.request("volumes", "sample/", archive(", \"naming\": \"volume\"")));
        assertThat(client.last("volumes")).isInstanceOfSatisfying(ExportRejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(ReasonCode.INVALID_OPTION);
            assertThat(rejected.problems()).map(problem -> problem.field()).containsExactly("archive.naming");
        });
    }

    private static ExportCompleted exported(String id, String prefix, String more) throws Exception {
        client.send(SandboxClient.request(id, prefix, more));
        return FinishedExports.verified(client, id);
    }

    private static Manifest.ExportContent content(String id) throws Exception {
        return Objects.requireNonNull(FinishedExports.manifest(client, id).content());
    }

    private static Path rendered(String id, Path project, String... more) throws Exception {
        var out = folder.resolve("local-" + id);
        var arguments = Stream.concat(
                Stream.of("--project", project.toString(), "--out", out.toString(), "--tar", "--name",
                        "7_test", "--layout", "webdataset", "--masks", "human,machine,semantic_rgb,instance"),
                Stream.of(more)).toArray(String[]::new);
        FinishedExports.render(arguments);
        assertThat(FinishedExports.differences(new ExportLocalFolder(out),
                Manifest.read(Files.readAllBytes(out.resolve("manifest.json"))))).isEmpty();
        return out;
    }

    private static Manifest.ExportContent content(Path out) throws Exception {
        return Objects.requireNonNull(Manifest.read(Files.readAllBytes(out.resolve("manifest.json"))).content());
    }

    private static Map<String, String> files(Manifest.ExportContent content) {
        var files = new TreeMap<String, String>();
        content.files().forEach(file -> files.put(file.fileName(), file.sha256()));
        return files;
    }

    private static List<Path> parts(Path out) throws Exception {
        return content(out).parts().stream().map(part -> out.resolve(part.key())).toList();
    }

    /** The lists of all sets. */
    private static Set<String> keys(Path out) throws Exception {
        var keys = new TreeSet<String>();
        for (var set : List.of("a", "b")) {
            keys.addAll(Files.readAllLines(out.resolve("split_" + set + ".txt")));
        }
        return keys;
    }

    /** SHA-256 of all members by their paths. */
    private static Map<String, String> members(List<Path> parts) throws Exception {
        var members = new TreeMap<String, String>();
        for (var part : parts) {
            try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(part)), "UTF-8")) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    assertThat(members.put(entry.getName(), DigestUtils.sha256Hex(tar.readAllBytes()))).isNull();
                }
            }
        }
        return members;
    }
}
