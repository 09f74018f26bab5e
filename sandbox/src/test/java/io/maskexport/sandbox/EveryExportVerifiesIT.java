package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportLocalFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is wrong with a project, its export matches its manifest. */
class EveryExportVerifiesIT {
    private static final long SEED = 20_261_129;
    private static final int LOCAL = Integer.getInteger("verify.rounds", 40);
    private static final List<Integer> WARNINGS = List.of(100, 101, 150);
    private static final int SERVED = 8;
    private static final List<List<String>> OMISSIONS = List.of(List.of("--no-images"), List.of("--no-annotations"),
            List.of("--no-images", "--no-annotations"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void local_renders_match_their_manifests() throws Exception {
        for (int round = 0; round < LOCAL; round++) {
            RandomProject.write(SEED + round, folder.resolve("project" + round));
            rendered(round, "--threads", "2", "--part-max-bytes", round % 2 == 0 ? "60000" : "500000000", "--split",
                    "train=60%,val=40%");
            rendered(round,
                    Stream.concat(Stream.of("--index", "--split=a=50%,b=50%"),
                            OMISSIONS.get(round % OMISSIONS.size()).stream())
                            .toArray(String[]::new));
        }
    }

    /** The manifest names 100 warnings, and 100 are listed of an item. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 150, 2_000})
    void a_local_render_with_many_warnings_in_one_item_matches_its_manifest(int warnings) throws Exception {
        RandomProject.writeUnknownLabels(warnings, folder.resolve("project0"));
        var counted = content(rendered(0)).warnings();
        assertThat(counted.counts().getOrDefault("UNKNOWN_CLASS", 0L)).isEqualTo(warnings);
        assertThat(counted.list() == null).isEqualTo(warnings <= 100);
        assertThat(counted.unlisted("UNKNOWN_CLASS")).isEqualTo(Math.max(0, warnings - 100));
    }

    @Test
    void exports_of_the_service_match_their_manifests_and_have_the_warnings_of_the_local_render() throws Exception {
        try (var sandbox = Sandbox.start();
                var client = new SandboxClient(sandbox.settings(Map.of()));
                var _ = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "3")),
                        "test")) {
            for (int round = 0; round < SERVED; round++) {
                var project = folder.resolve("project" + round);
                if (round < WARNINGS.size()) {
                    RandomProject.writeUnknownLabels(WARNINGS.get(round), project);
                } else {
                    RandomProject.write(SEED + round, project);
                }
                client.upload(project, "random" + round + "/");
                compare(client, content(served(client, round)), round);
            }
        }
    }

    private void compare(SandboxClient client, Manifest.ExportContent served, int round) throws IOException {
        var local = content(rendered(round));
        assertThat(served.classMap()).isEqualTo(local.classMap());
        assertThat(served.warnings().counts()).isEqualTo(local.warnings().counts());
        assertThat(served.warnings().examples()).isEqualTo(local.warnings().examples());
        assertThat(served.warnings().unlisted()).isEqualTo(local.warnings().unlisted());
        assertThat(warningList(client, served)).isEqualTo(warningList(round));
    }

    /** Has the project of a round exported by the service, and verifies the export. */
    private static Manifest served(SandboxClient client, int round) throws Exception {
        var id = "random-" + round;
        client.send(SandboxClient.request(id, "random" + round + "/",
                round % 2 == 0 ? ", \"archive\": {\"partMaxBytes\": 60000}" : ""));
        var written = client.completed(id).manifest();
        var manifest = Manifest.read(client.store().read(new ObjectRef(written.bucket(), written.key())).orElseThrow());
        var bucket = new ExportBucketFolder(client.store(), new ObjectRef(written.bucket(), "out/" + id + "/"));
        assertThat(FinishedExports.differences(bucket, manifest)).as("seed %d", SEED + round).isEmpty();
        return manifest;
    }

    /** Renders the project of a round, and verifies the archive. */
    private Manifest rendered(int round, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("render", "--project", folder.resolve("project" + round).toString(),
                "--out", out(round).toString(), "--masks", "human,machine,semantic_rgb,instance", "--tar", "--clean",
                "--name",
                "p"));
        arguments.addAll(List.of(more));
        int status = MaskExport.commandLine().setErr(new PrintWriter(new StringWriter()))
                .setOut(new PrintWriter(new StringWriter())).execute(arguments.toArray(String[]::new));
        assertThat(status).isZero();
        var manifest = Manifest.read(Files.readAllBytes(out(round).resolve("manifest.json")));
        assertThat(FinishedExports.differences(new ExportLocalFolder(out(round)), manifest)).as("seed %d", SEED + round)
                .isEmpty();
        return manifest;
    }

    private Path out(int round) {
        return folder.resolve("out" + round);
    }

    private Optional<String> warningList(int round) throws IOException {
        var file = out(round).resolve("warnings.ndjson");
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private static Optional<String> warningList(SandboxClient client, Manifest.ExportContent content)
            throws IOException {
        var list = content.warnings().list();
        return list == null
                ? Optional.empty()
                : client.store().read(new ObjectRef(list.bucket(), list.key())).map(json -> new String(json, UTF_8));
    }

    private static Manifest.ExportContent content(Manifest manifest) {
        var content = manifest.content();
        if (content == null) {
            throw new AssertionError(manifest);
        }
        return content;
    }
}
