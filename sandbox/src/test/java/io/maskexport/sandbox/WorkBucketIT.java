package io.maskexport.sandbox;

import java.time.Instant;
import java.util.Map;

import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker without its work bucket lets requests wait. */
class WorkBucketIT {
    private static final String LATER = "later";

    @Test
    void a_worker_takes_no_request_before_its_work_bucket_is_there() throws Exception {
        try (var sandbox = Sandbox.start(); var client = new SandboxClient(sandbox.settings(Map.of()))) {
            GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "few/"), 2, 40, 1);
            client.send(SandboxClient.request("patient", "few/", ""));
            var environment = sandbox.environment();
            environment.put("WORK_BUCKET", LATER);
            try (var worker = WorkerProcess.work(environment)) {
                awaitComplaint(worker);
                assertThat(worker.opsPort()).isEmpty();
                sandbox.s3().createBucket(LATER);

                assertThat(client.completed("patient").totals().items()).isEqualTo(2);
                assertThat(worker.output()).doesNotContain("in spite of If-None-Match");
                assertThat(probes(client)).isFalse();
            }
        }
    }

    @Test
    void the_probe_objects_of_a_dead_worker_are_removed() throws Exception {
        try (var sandbox = Sandbox.start(); var client = new SandboxClient(sandbox.settings(Map.of()))) {
            sandbox.s3().createBucket(LATER);
            client.store().put(new ObjectRef(LATER, "mask-export/.probes/dead/claim"), new byte[1], "text/plain");
            var environment = sandbox.environment();
            environment.putAll(Map.of("WORK_BUCKET", LATER, "JANITOR_INTERVAL", "1s", "JANITOR_GRACE", "1s"));
            try (var worker = WorkerProcess.work(environment)) {
                for (var end = Instant.now().plus(SandboxClient.TIMEOUT); probes(client);) {
                    assertThat(Instant.now()).as(worker.output()).isBefore(end);
                    Thread.sleep(50);
                }
            }
        }
    }

    private static boolean probes(SandboxClient client) throws Exception {
        return client.store().list(new ObjectRef(LATER, "mask-export/.probes/")).hasNext();
    }

    private static void awaitComplaint(WorkerProcess worker) throws Exception {
        for (var end = Instant.now().plus(SandboxClient.TIMEOUT); !worker.output()
                .contains("the work bucket is not usable");) {
            assertThat(Instant.now()).as(worker.output()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
