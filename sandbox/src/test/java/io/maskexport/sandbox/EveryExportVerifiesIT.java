package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportFolder;
import io.maskexport.worker.verify.ExportLocalFolder;
import io.maskexport.worker.verify.ExportVerification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is wrong with a project, its export matches its manifest. */
class EveryExportVerifiesIT {
    private static final long SEED = 20_261_129;
    private static final int LOCAL = Integer.getInteger("verify.rounds", 100);
    private static final int SERVED = 6;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void local_renders_match_their_manifests() throws Exception {
        for (int round = 0; round < LOCAL; round++) {
            var project = folder.resolve("project" + round);
            var out = folder.resolve("out" + round);
            RandomProject.write(SEED + round, project);
            int status = MaskExport.commandLine().execute("render", "--project", project.toString(), "--out",
                    out.toString(), "--masks", "human,machine,semantic_rgb,instance", "--tar", "--name", "p",
                    "--threads", "2", "--part-max-bytes", round % 2 == 0 ? "60000" : "500000000");
            assertThat(status).isZero();
            var manifest = Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));
            assertThat(differences(new ExportLocalFolder(out), manifest)).as("seed %d", SEED + round).isEmpty();
        }
    }

    @Test
    void exports_of_the_service_match_their_manifests_and_have_the_warnings_of_the_local_render() throws Exception {
        try (var sandbox = Sandbox.start();
                var client = new SandboxClient(sandbox.settings(Map.of()));
                var _ = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "3")),
                        "test")) {
            for (int round = 0; round < SERVED; round++) {
                var project = folder.resolve("project" + round);
                RandomProject.write(SEED + round, project);
                client.upload(project, "random" + round + "/");
                var id = "random-" + round;
                client.send(SandboxClient.request(id, "random" + round + "/",
                        round % 2 == 0 ? ", \"archive\": {\"partMaxBytes\": 60000}" : ""));
                var written = client.completed(id).manifest();
                var manifest = Manifest
                        .read(client.store().read(new ObjectRef(written.bucket(), written.key())).orElseThrow());
                var bucket = new ExportBucketFolder(client.store(), new ObjectRef(written.bucket(), "out/" + id + "/"));
                assertThat(differences(bucket, manifest)).as("seed %d", SEED + round).isEmpty();
                assertThat(content(manifest).warnings().counts())
                        .isEqualTo(content(rendered(project, round)).warnings().counts());
            }
        }
    }

    private Manifest rendered(Path project, int round) throws IOException {
        var out = folder.resolve("out" + round);
        MaskExport.commandLine().execute("render", "--project", project.toString(), "--out", out.toString(), "--masks",
                "human,machine,semantic_rgb,instance", "--tar");
        return Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));
    }

    private static Manifest.ExportContent content(Manifest manifest) {
        var content = manifest.content();
        if (content == null) {
            throw new AssertionError(manifest);
        }
        return content;
    }

    private static List<ExportDifference> differences(ExportFolder folder, Manifest manifest) throws IOException {
        var differences = new ArrayList<ExportDifference>();
        ExportVerification.of(folder, manifest, "manifest.json", differences::add);
        return differences;
    }
}
