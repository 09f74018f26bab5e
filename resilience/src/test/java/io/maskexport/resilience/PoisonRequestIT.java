package io.maskexport.resilience;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.resilience.chaos.AttemptLog;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/** A request that ends each worker that takes it is given up, and leaves nothing but a manifest. */
class PoisonRequestIT {
    private static SlowSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SlowSandbox();
        client = sandbox.client();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @Test
    void a_request_that_kills_its_worker_five_times_is_given_up() throws Exception {
        sandbox.bucket().delay(ofMillis(200));
        client.send(SandboxClient.request("poison", "noise/", ""));
        var attempted = new AttemptLog();
        for (int start = 1; start <= 5; start++) {
            try (var worker = WorkerProcess.work(sandbox.environment(Map.of("LOG_LEVEL", "DEBUG")))) {
                awaitAttempts("poison", start);
                worker.kill();
                attempted.add(worker.output(), List.of());
            }
        }
        sandbox.bucket().delay(ofMillis(50));
        try (var sixth = WorkerProcess.work(sandbox.environment(Map.of()))) {
            assertThat(client.last("poison")).isInstanceOfSatisfying(ExportFailed.class,
                    failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.POISON_REQUEST));
            assertThat(sixth.metric("mask_export_items_total")).hasValue(0);
            sandbox.assertOnlyTheManifestIsLeft("poison");
            attempted.add(sixth.output(), List.of());
            assertThat(attempted.givenUpRightly()).containsExactly("poison");
        }
    }

    /** Waits for the marks of attempts: each is written before its attempt begins, and stays if the worker is killed. */
    private static void awaitAttempts(String id, int count) throws Exception {
        var marks = new ObjectRef(Sandbox.WORK, "mask-export/" + id + "/attempts/");
        var end = Instant.now().plus(SandboxClient.TIMEOUT);
        for (int found = 0; found < count; Thread.sleep(20)) {
            assertThat(Instant.now()).as("marks: " + found).isBefore(end);
            found = 0;
            for (var all = client.store().list(marks); all.hasNext(); all.next()) {
                found++;
            }
        }
    }
}
