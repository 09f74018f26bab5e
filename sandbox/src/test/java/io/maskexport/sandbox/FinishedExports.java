package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.verify.ExportBucketFolder;
import io.maskexport.worker.verify.ExportDifference;
import io.maskexport.worker.verify.ExportFolder;
import io.maskexport.worker.verify.ExportVerification;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports of the service and of a local render, compared with their manifests. */
final class FinishedExports {
    private static final String MANIFEST = "manifest.json";

    private FinishedExports() {}

    /** Waits until an export has completed, and compares all that is in its folder with its manifest. */
    static ExportCompleted verified(SandboxClient client, String id) throws Exception {
        var completed = client.completed(id);
        var folder = new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/");
        assertThat(completed.manifest().key()).isEqualTo(folder.resolve(MANIFEST).key());
        assertThat(differences(new ExportBucketFolder(client.store(), folder), manifest(client, id))).isEmpty();
        return completed;
    }

    static Manifest manifest(SandboxClient client, String id) throws IOException {
        var ref = new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/" + MANIFEST);
        return Manifest.read(client.store().read(ref).orElseThrow());
    }

    static List<ExportDifference> differences(ExportFolder folder, Manifest manifest) throws IOException {
        var differences = new ArrayList<ExportDifference>();
        ExportVerification.of(folder, manifest, MANIFEST, differences::add);
        return differences;
    }

    /** Runs {@code mask-export render} to a good end. */
    static void render(String... arguments) {
        var command = new ArrayList<>(List.of("render"));
        command.addAll(List.of(arguments));
        var printed = new StringWriter();
        int status = MaskExport.commandLine().setErr(new PrintWriter(printed)).setOut(new PrintWriter(printed))
                .execute(command.toArray(String[]::new));
        assertThat(status).as(printed.toString()).isZero();
    }
}
