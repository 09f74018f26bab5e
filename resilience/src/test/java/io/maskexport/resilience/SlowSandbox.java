package io.maskexport.resilience;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.resilience.chaos.FaultProxy;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/** A broker, and a bucket so slow that workers can be stopped in the middle of an export. */
final class SlowSandbox implements AutoCloseable {
    /** Items of each project; the project {@code noise/} is there from the start. */
    static final int ITEMS = 30;
    /** Splits a project into several parts. */
    static final String ARCHIVE = ", \"archive\": {\"partMaxBytes\": 2000000}";

    private final Sandbox sandbox = Sandbox.start();
    private final FaultProxy bucket = new FaultProxy().to(sandbox.s3().endpoint().getPort());
    private final SandboxClient client = new SandboxClient(sandbox.settings(Map.of()));

    SlowSandbox() throws Exception {
        bucket.delay(ofMillis(50));
        upload("noise/");
    }

    FaultProxy bucket() {
        return bucket;
    }

    SandboxClient client() {
        return client;
    }

    void upload(String project) throws Exception {
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, project), ITEMS, 200, 3);
    }

    /** The settings of a worker that needs many steps for an export. */
    Map<String, String> environment(Map<String, String> changes) {
        var environment = new HashMap<>(sandbox.environment());
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + bucket.port());
        environment.put("S3_MAX_REQUESTS", "4");
        environment.put("RENDER_MEMORY", "2MiB");
        environment.put("QUEUE_LOCK", "60s"); // a lost lock would repeat items, too
        environment.put("RENDER_THREADS", "1");
        environment.putAll(changes);
        return environment;
    }

    void awaitPart(String id) throws Exception {
        client.events().await(e -> e instanceof PartCompleted && e.requestId().equals(id), SandboxClient.TIMEOUT);
    }

    /** The command {@code verify} finds no difference. */
    void assertVerifies(String id) throws Exception {
        try (var process = WorkerProcess.start(environment(Map.of()), List.of(), "verify",
                "s3://exports/out/" + id + "/")) {
            int status = process.await();
            assertThat(status).as(process.output()).isZero();
        }
    }

    /** SHA-256 of the parts of an export. */
    static List<String> sums(ExportCompleted completed) {
        return completed.parts().stream().map(ArchivePart::sha256).toList();
    }

    void assertOnlyTheManifestIsLeft(String id) throws Exception {
        assertThat(client.objects(id)).containsExactly("out/" + id + "/manifest.json");
        assertThat(client.store().openUploads(new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/"))).isEmpty();
    }

    @Override
    public void close() throws Exception {
        client.close();
        bucket.close();
        sandbox.close();
    }
}
